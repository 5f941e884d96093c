// Does what a container engine and a workflow runner would do with a created project, in folders:
//   npm run local-ci -- <project>
// Replays each Dockerfile and waits for its image's health check, then runs the workflow's steps in
// order.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { execa } from 'execa'
import fs from 'fs-extra'
import { runDockerfile } from './local-ci/dockerfile.ts'
import { freePort } from './local-ci/free-port.ts'
import { ordinaryUser, own } from './local-ci/ordinary-user.ts'
import { runWorkflow } from './local-ci/workflow.ts'

const project = resolve(process.argv[2] ?? '.')
const home = await mkdtemp(join(tmpdir(), 'create-app-replay-'))
await own(home)
const databases = new Map<string, Database | undefined>()
try {
  for (const file of await dockerfiles()) {
    console.log(file)
    const folder = dirname(file)
    databases.set(folder, await startDatabase(folder))
    const image = await runDockerfile(project, file, join(home, folder))
    await checkHealth(image, databases.get(folder))
  }
  console.log('Workflow')
  const [database] = [...databases.values()].filter((one) => one !== undefined)
  await runWorkflow(project, home, database?.url)
  console.log('ok')
} finally {
  for (const database of databases.values()) database?.stop()
  await rm(home, { recursive: true, force: true })
}

async function dockerfiles(): Promise<readonly string[]> {
  const { stdout } = await execa('git', ['ls-files', 'Dockerfile', '*/Dockerfile'], {
    cwd: project,
  })
  return stdout.split('\n')
}

/** Fails unless the image's command passes the image's health check and ends on SIGTERM. */
async function checkHealth(
  image: Awaited<ReturnType<typeof runDockerfile>>,
  database: Database | undefined,
): Promise<void> {
  const url = database ? { DATABASE_URL: database.url } : {}
  const env = { ...image.env, ...url, PORT: String(await freePort()) }
  const options = {
    ...ordinaryUser(home, env),
    cwd: join(image.root, image.workdir),
    all: true,
    reject: false,
  } as const
  const [file = '', ...args] = image.command
  const server = execa(file, args, options)
  const [check = '', ...checkArgs] = image.healthcheck
  let healthy = false
  for (let attempt = 0; attempt < 50 && !healthy; attempt += 1) {
    await new Promise((wake) => setTimeout(wake, 200))
    healthy = (await execa(check, checkArgs, options)).exitCode === 0
  }
  server.kill('SIGTERM')
  const { all, exitCode } = await server
  if (!healthy) throw new Error(`The image never became healthy:\n${all}`)
  // A server that handles SIGTERM exits with 0; Next's exits with 143, the code of the signal.
  if (exitCode !== 0 && exitCode !== 143) {
    throw new Error(`The image ended with ${exitCode} on SIGTERM:\n${all}`)
  }
  console.log(`  CMD ${image.command.join(' ')}: healthy, and ended on SIGTERM`)
}

type Database = { readonly url: string; stop(): void }

/** Starts the private Postgres of a package, which runs until the replay ends. */
async function startDatabase(folder: string): Promise<Database | undefined> {
  const launcher = join(project, folder, 'scripts/db/with-database.mjs')
  if (!(await fs.pathExists(launcher))) return undefined
  const hold = 'console.log("url:" + process.env.DATABASE_URL); setInterval(() => {}, 1000)'
  const child = execa('node', [launcher, '--ready', 'node', '-e', hold], {
    cwd: join(project, folder),
    reject: false,
  })
  const url = await new Promise<string>((found, failed) => {
    child.once('exit', () =>
      failed(
        new Error(`The database of ${folder} did not start. Run npm test in the project first.`),
      ),
    )
    child.stdout.on('data', (chunk: Buffer) => {
      const line = /url:(\S+)/.exec(chunk.toString())
      if (line?.[1]) found(line[1])
    })
  })
  return { url, stop: () => child.kill('SIGTERM') }
}
