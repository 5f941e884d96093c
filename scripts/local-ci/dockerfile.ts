import { basename, dirname, join } from 'node:path'
import dockerignore from '@balena/dockerignore'
import { type Copy, DockerfileParser, type From, type Instruction } from 'dockerfile-ast'
import { execa } from 'execa'
import fs from 'fs-extra'
import { ordinaryUser, own } from './ordinary-user.ts'

/** A build stage as a folder that stands for the root of the image's file system. */
type Stage = {
  readonly name: string
  readonly root: string
  workdir: string
  env: Record<string, string>
  command: readonly string[]
  healthcheck: readonly string[]
}

/**
 * Replays a Dockerfile's steps in folders, as an ordinary user, for machines without a container engine.
 * A stage `FROM` an image starts empty, because Node comes from the machine.
 * @param file the Dockerfile in the project; the project's root is the context.
 * @returns the last stage: the contents and the command of the finished image.
 */
export async function runDockerfile(project: string, file: string, home: string): Promise<Stage> {
  const text = await fs.readFile(join(project, file), 'utf8')
  await fs.ensureDir(home)
  await own(home)
  const stages: Stage[] = []
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const keyword = instruction.getKeyword()
    if (keyword === 'ARG') continue
    if (keyword === 'FROM') {
      stages.push(await startStage(instruction as From, stages, home))
      continue
    }
    const stage = stages.at(-1)
    if (!stage) throw new Error(`${keyword} comes before the first FROM`)
    await replay(instruction, stage, { stages, project, home })
  }
  const last = stages.at(-1)
  if (!last) throw new Error('The Dockerfile has no stage')
  return last
}

async function startStage(from: From, stages: readonly Stage[], home: string): Promise<Stage> {
  const base = stages.find(({ name }) => name === from.getImage())
  const name = from.getBuildStage() ?? `stage-${stages.length}`
  const root = join(home, name)
  await fs.ensureDir(root)
  if (base) await fs.copy(base.root, root)
  await own(root)
  return { workdir: '/', env: {}, command: [], healthcheck: [], ...base, name, root }
}

type Build = { readonly stages: readonly Stage[]; readonly project: string; readonly home: string }

async function replay(instruction: Instruction, stage: Stage, build: Build): Promise<void> {
  const content = instruction.getArgumentsContent() ?? ''
  switch (instruction.getKeyword()) {
    case 'WORKDIR':
      stage.workdir = content
      await fs.ensureDir(join(stage.root, content))
      return own(join(stage.root, content))
    case 'ENV':
      Object.assign(
        stage.env,
        Object.fromEntries(content.split(/\s+/).map((pair) => pair.split('='))),
      )
      return
    case 'COPY':
      return copy(instruction as Copy, stage, build)
    case 'RUN':
      return run(content, stage, build)
    case 'HEALTHCHECK':
      stage.healthcheck = JSON.parse(content.slice(content.indexOf('[')))
      return
    case 'CMD':
      stage.command = JSON.parse(content)
      return
    case 'USER':
    case 'EXPOSE':
      return
    default:
      throw new Error(`The replay does not support ${instruction.getKeyword()}`)
  }
}

async function copy(instruction: Copy, stage: Stage, { stages, project }: Build): Promise<void> {
  const from = instruction.getFromFlag()?.getValue()
  const words = instruction.getArguments().map((argument) => argument.getValue())
  const [to = '.', ...sources] = words.toReversed()
  const root = from ? stages.find(({ name }) => name === from)?.root : project
  if (root === undefined) throw new Error(`COPY --from=${from}: unknown stage`)
  const ignored = from ? () => false : await ignoredBy(project)
  for (const source of sources) {
    const path = join(root, source)
    const target = join(stage.root, to.startsWith('/') ? '' : stage.workdir, to)
    const intoFolder = (await fs.stat(path)).isDirectory() ? target : join(target, basename(path))
    const into = to.endsWith('/') || to === '.' ? intoFolder : target
    await fs.ensureDir(dirname(into))
    await fs.copy(path, into, {
      filter: (file) => !ignored(file.slice(root.length + 1)),
    })
    await own(into)
  }
}

async function ignoredBy(project: string): Promise<(path: string) => boolean> {
  const file = join(project, '.dockerignore')
  const rules = dockerignore.default().add(await fs.readFile(file, 'utf8'))
  return (path) => path !== '' && rules.ignores(path)
}

async function run(script: string, stage: Stage, { home }: Build): Promise<void> {
  console.log(`  RUN ${script}`)
  await execa('sh', ['-c', script], {
    ...ordinaryUser(home, stage.env),
    cwd: join(stage.root, stage.workdir),
    all: true,
  })
}
