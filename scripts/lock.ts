// Writes the npm lockfile that each built-in template brings:
//   npm run lock                         only what the templates ask for anew
//   npm run lock -- --update             all packages anew
//   npm run lock -- --before 2026-11-20  no version from that day or later; the default is a week ago
// One lockfile covers every combination of a template's answers. It is made for the dependencies of all of them,
// and the first install of a project removes what that project does not use.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { execa } from 'execa'
import fs from 'fs-extra'
import mri from 'mri'
import { listTemplates } from '../src/blueprints/catalog.ts'
import { treeOf } from '../src/plan/plan.ts'
import { answersOf, catalog, compose } from './compose.ts'

const lockfile = 'package-lock.json'
/** The project that the lockfiles are made for. Its name becomes placeholders. */
const project = 'locked-project'
const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']

const week = 7 * 24 * 60 * 60 * 1000
const { update = false, before = new Date(Date.now() - week).toISOString().slice(0, 10) } = mri(
  process.argv.slice(2),
  { boolean: ['update'], string: ['before'] },
)

for (const { id } of await listTemplates(catalog)) {
  const written = join(catalog.dir, id, 'options/pm/npm', lockfile)
  const projects = await projectsOf(id)
  const known = update ? undefined : projects[0]?.get(lockfile)
  const lock = await inFolder(new Map([...together(projects), ...lockIn(known)]), resolveAll)
  for (const files of projects) {
    await inFolder(new Map([...files, ...lockIn(lock)]), assertComplete)
  }
  await fs.outputFile(written, withPlaceholders(lock))
  console.log(`${id}: ${Object.keys(JSON.parse(lock).packages).length} entries`)
}

/** What npm reads of the projects of a template, one for each combination of answers. */
async function projectsOf(template: string): Promise<readonly ReadonlyMap<string, string>[]> {
  const plans = (await answersOf(template)).map((answers) => {
    return compose(template, { answers, dir: project })
  })
  return (await Promise.all(plans)).map((plan) => {
    const read = [...treeOf(plan)].filter(([path]) => {
      return basename(path) === 'package.json' || path === lockfile
    })
    return new Map(read.map(([path, { content }]) => [path, String(content)]))
  })
}

/** One project with the dependencies of several. */
function together(projects: readonly ReadonlyMap<string, string>[]): ReadonlyMap<string, string> {
  const all = new Map<string, Record<string, unknown>>()
  for (const [path, text] of projects.flatMap((files) => [...files])) {
    if (path === lockfile) continue
    const manifest = all.get(path) ?? {}
    for (const [field, value] of Object.entries(JSON.parse(text))) {
      manifest[field] = /dependencies$/i.test(field)
        ? { ...(manifest[field] as object), ...(value as object) }
        : value
    }
    all.set(path, manifest)
  }
  return new Map([...all].map(([path, manifest]) => [path, JSON.stringify(manifest)]))
}

function lockIn(text: string | undefined): readonly (readonly [string, string])[] {
  return text === undefined ? [] : [[lockfile, text]]
}

async function inFolder<Result>(
  files: ReadonlyMap<string, string>,
  run: (dir: string) => Promise<Result>,
): Promise<Result> {
  const dir = await mkdtemp(join(tmpdir(), 'create-app-lock-'))
  try {
    for (const [path, text] of files) {
      await fs.ensureDir(dirname(join(dir, path)))
      await fs.writeFile(join(dir, path), text)
    }
    return await run(dir)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function resolveAll(dir: string): Promise<string> {
  const only = ['--package-lock-only', '--omit-lockfile-registry-resolved', '--before', before]
  await execa('npm', ['install', ...only, ...quiet], { cwd: dir, stdio: 'inherit' })
  return fs.readFile(join(dir, lockfile), 'utf8')
}

/** A registry may lack a package for another platform; then npm leaves it out, and `npm ci` fails. */
async function assertComplete(dir: string): Promise<void> {
  const { exitCode, all } = await execa('npm', ['ci', '--dry-run', ...quiet], {
    cwd: dir,
    all: true,
    reject: false,
  })
  if (exitCode === 0) return
  throw new Error(`npm ci refuses the new lockfile. An earlier --before may help.\n${all}`)
}

function withPlaceholders(lock: string): string {
  return lock
    .replaceAll(`"${project}"`, '"{{PACKAGE_NAME}}"')
    .replaceAll(`@${project}/`, '@{{PROJECT_NAME}}/')
}
