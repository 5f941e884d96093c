// Writes the npm lockfile that each built-in template brings:
//   npm run lock                         only what the templates ask for anew
//   npm run lock -- --update             all packages anew
//   npm run lock -- --before 2026-11-20  no version from that day or later; the default is a week ago
// One lockfile covers every combination of a template's answers. It is made for the dependencies of all of them,
// and the first install of a project removes what that project does not use.
import { basename, join } from 'node:path'
import fs from 'fs-extra'
import mri from 'mri'
import { casesOf, projectOf } from '../src/authoring/addons/addon-case.ts'
import { builtInAddons } from '../src/blueprints/addons/load-addon.ts'
import { listTemplates } from '../src/blueprints/catalog.ts'
import { loadBlueprints } from '../src/blueprints/load.ts'
import type { Addon } from '../src/model/generated/addon.ts'
import { packageManagerOf } from '../src/model/question.ts'
import type { Tree } from '../src/model/tree.ts'
import { treeOf } from '../src/plan/plan.ts'
import { answersOf, catalog, compose, repository } from './compose.ts'
import { assertComplete, inFolder, lockfile, lockIn, resolveAll, together } from './npm-lock.ts'

/** The project that the lockfiles are made for. Its name becomes placeholders. */
const project = 'locked-project'

const week = 7 * 24 * 60 * 60 * 1000
const { update = false, before = new Date(Date.now() - week).toISOString().slice(0, 10) } = mri(
  process.argv.slice(2),
  { boolean: ['update'], string: ['before'] },
)

const templates = (await listTemplates(catalog)).map(({ id }) => id)
for (const id of templates) {
  const projects = await projectsOf(id)
  const known = update ? undefined : projects[0]?.get(lockfile)
  const lock = await resolved(projects, known)
  for (const files of projects) {
    await inFolder(new Map([...files, ...lockIn(lock)]), assertComplete)
  }
  await fs.outputFile(lockfileOf(id), withPlaceholders(lock))
  console.log(`${id}: ${Object.keys(JSON.parse(lock).packages).length} entries`)
}
for (const addon of await builtInAddons(catalog)) await lockAddon(addon)

function lockfileOf(folder: string): string {
  return join(catalog.dir, folder, 'options/pm/npm', lockfile)
}

function resolved(
  projects: readonly ReadonlyMap<string, string>[],
  known: string | undefined,
): Promise<string> {
  const files = new Map([...together(projects), ...lockIn(known)])
  return inFolder(files, (dir) => resolveAll(dir, before))
}

/** Writes what an add-on needs beside the lockfile of a template, as far as it is the same in all that it fits. */
async function lockAddon(addon: Addon): Promise<void> {
  if (![addon, ...addon.layers].some(({ files }) => files.has('package.json'))) return
  const found: { readonly own: Packages; readonly all: Packages }[] = []
  for (const id of templates) {
    const ground = { id, blueprints: await loadBlueprints(id, catalog, repository) }
    const cases = casesOf(addon, ground).filter(
      (one) => packageManagerOf(one.answers).name === 'npm',
    )
    if (cases.length === 0) continue
    const lock = JSON.parse(await fs.readFile(lockfileOf(id), 'utf8'))
    // The versions of all templates, so that an add-on brings those that a template has.
    const packages = { ...(await allPackages()), ...lock.packages }
    const projects = cases.map((one) => {
      return read(projectOf(ground, one.answers, [one.addon]).files)
    })
    const { packages: all } = JSON.parse(
      await resolved(projects, JSON.stringify({ ...lock, packages })),
    )
    found.push({ own: lock.packages, all })
  }
  const entriesFound = found.flatMap(({ all }) => Object.entries(all).filter(isForeign))
  const names = new Set(entriesFound.map(([name]) => name))
  const more = [...names].filter((name) => {
    const texts = new Set(found.flatMap(({ all, own }) => [all[name], own[name]]).map(textOf))
    texts.delete(textOf(undefined))
    return found.some(({ all, own }) => all[name] && !own[name]) && texts.size === 1
  })
  if (more.length === 0) return
  const entries = more.sort().map((name) => [name, found.find(({ all }) => all[name])?.all[name]])
  const text = JSON.stringify({ packages: Object.fromEntries(entries) }, null, 2)
  await fs.outputFile(lockfileOf(`_addons/${addon.id}`), `${text}\n`)
  console.log(`${addon.id}: ${more.length} entries`)
}

type Packages = Readonly<Record<string, unknown>>

function textOf(value: unknown): string | undefined {
  return JSON.stringify(value)
}

async function allPackages(): Promise<Packages> {
  const locks = await Promise.all(templates.map((id) => fs.readJson(lockfileOf(id))))
  const all: Packages = Object.assign({}, ...locks.map(({ packages }) => packages))
  // Where a package lies below another one depends on the rest of a project.
  const atTop = Object.entries(all).filter(([name]) => name.lastIndexOf('node_modules/') === 0)
  return Object.fromEntries(atTop.filter(isForeign))
}

/** Not the packages of a monorepo, which are links. */
function isForeign([name, entry]: readonly [string, unknown]): boolean {
  return name.startsWith('node_modules/') && !(entry as { link?: boolean }).link
}

/** What npm reads of the projects of a template, one for each combination of answers. */
async function projectsOf(template: string): Promise<readonly ReadonlyMap<string, string>[]> {
  const plans = (await answersOf(template)).map((answers) => {
    return compose(template, { answers, dir: project })
  })
  return (await Promise.all(plans)).map((plan) => read(treeOf(plan)))
}

function read(tree: Tree): ReadonlyMap<string, string> {
  const files = [...tree].filter(([path]) => basename(path) === 'package.json' || path === lockfile)
  return new Map(files.map(([path, { content }]) => [path, String(content)]))
}

function withPlaceholders(lock: string): string {
  return lock
    .replaceAll(`"${project}"`, '"{{PACKAGE_NAME}}"')
    .replaceAll(`@${project}/`, '@{{PROJECT_NAME}}/')
}
