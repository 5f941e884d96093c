import { pathIn } from '../compose/place.ts'
import { type Blueprint, folderOf, questionsOf } from '../model/blueprint.ts'
import {
  isYarnBerry,
  lockfileOwners,
  type PackageManager,
  type PackageManagerName,
  packageManagers,
  parsePackageManager,
} from '../model/package-manager.ts'
import { packageManagerQuestion } from '../model/question.ts'
import type { Tree } from '../model/tree.ts'
import {
  asSettings,
  packageJsonAt,
  type Settings,
  shortLines,
  textAt,
  yamlAt,
} from './read-settings.ts'
import { pnpmWorkspace } from './workspaces.ts'

/** Something in a template that shows which package manager it is for. */
export type Sign = {
  readonly name: PackageManagerName
  /** Exact, and without a hash; empty when the sign has none. */
  readonly version: string
  /** The Yarn that it is for, where a sign of Yarn tells. */
  readonly yarn?: YarnKind | undefined
  /** The file in the project. */
  readonly file: string
  /** What the file has; undefined when the file itself is the sign. */
  readonly what?: string
  /** Whether the template brings that package manager as a file: Yarn 1 runs the `yarnPath` of a project. */
  readonly brings?: boolean
}

export type YarnKind = 'classic' | 'berry'

/** All signs of a template, the strongest first. */
export function signsOf(blueprints: readonly Blueprint[]): readonly Sign[] {
  const placed = blueprints.toReversed().flatMap((blueprint) => {
    const folder = folderOf(blueprint)
    return readers.map((read) => {
      return read(blueprint.files).map((sign) => ({ ...sign, file: pathIn(folder, sign.file) }))
    })
  })
  return readers.flatMap((_, strength) => {
    return placed.filter((_, at) => at % readers.length === strength).flat()
  })
}

/**
 * The package manager of a template that does not ask for one: its strongest sign, with the version of another sign if
 * it has none.
 */
export function packageManagerSign(blueprints: readonly Blueprint[]): Sign | undefined {
  if (questionsOf(blueprints).some(({ id }) => id === packageManagerQuestion)) return undefined
  return strongest(signsOf(blueprints))
}

export function strongest([first, ...others]: readonly Sign[]): Sign | undefined {
  if (first === undefined) return undefined
  const same = others.filter(({ name }) => name === first.name)
  const yarn = first.yarn ?? same.find((sign) => sign.yarn)?.yarn
  const fitting = same.filter((sign) => sign.yarn === undefined || sign.yarn === yarn)
  const version = first.version || (fitting.find((sign) => sign.version !== '')?.version ?? '')
  const brings = [first, ...fitting].some((sign) => sign.brings)
  return { ...first, version, yarn, brings }
}

/** Why the template needs a package manager, as a sentence. */
export function reasonOfSign({ name, file, what }: Sign): string {
  return `The template uses ${name}: ${what === undefined ? `it has ${file}` : `${file} has ${what}`}.`
}

/** Whether another package manager than that of the template, or another kind of Yarn, is used. */
export function isOther(sign: Sign, used: PackageManager): boolean {
  if (sign.name !== used.name) return true
  return sign.yarn !== undefined && used.version !== '' && sign.yarn !== yarnKindOf(used)
}

export function yarnKindOf(packageManager: PackageManager): YarnKind {
  return isYarnBerry(packageManager) ? 'berry' : 'classic'
}

type ReadSigns = (files: Tree) => readonly Sign[]

/** From the strongest to the weakest. */
const readers: readonly ReadSigns[] = [
  pinned,
  devEngine,
  lockfile,
  settings,
  onlyAllow,
  protocols,
  workflows,
]

function pinned(files: Tree): readonly Sign[] {
  const text = manifestIn(files).packageManager
  if (typeof text !== 'string') return []
  return named(text.replace(/@.*$/s, ''), text.replace(/^[^@]*@?/s, ''), '"packageManager"')
}

function devEngine(files: Tree): readonly Sign[] {
  const { packageManager } = asSettings(manifestIn(files).devEngines)
  return [packageManager]
    .flat()
    .map(asSettings)
    .flatMap(({ name, version }) => {
      return named(String(name), String(version ?? ''), '"devEngines.packageManager"')
    })
    .slice(0, 1)
}

/** @param version exact, or a range: then it is left out. */
function named(name: string, version: string, what: string): readonly Sign[] {
  const exact = parsePackageManager(`${name}@${version}`)
  const known = exact ?? parsePackageManager(name)
  if (known === undefined) return []
  const [, major] = /^\D*(\d+)/.exec(version) ?? []
  const yarn = name === 'yarn' && major !== undefined ? kindOfMajor(Number(major)) : undefined
  return [
    {
      name: known.name,
      version: known.version.replace(/\+.*$/s, ''),
      ...{ yarn, file: 'package.json', what },
    },
  ]
}

function kindOfMajor(major: number): YarnKind {
  return major < 2 ? 'classic' : 'berry'
}

/** Lockfiles of several package managers show none of them. */
function lockfile(files: Tree): readonly Sign[] {
  const found = Object.entries(lockfileOwners).filter(([path]) => files.has(path))
  const [file, name] = found[0] ?? []
  if (file === undefined || name === undefined || found.some(([, owner]) => owner !== name)) {
    return []
  }
  if (name !== 'yarn') return [{ name, version: '', file }]
  return [{ name, version: '', file, yarn: isOfBerry(textAt(files, file)) ? 'berry' : 'classic' }]
}

/** Whether a yarn.lock is of Yarn 2 or later. */
export function isOfBerry(text: string): boolean {
  return /^__metadata:/m.test(text)
}

function settings(files: Tree): readonly Sign[] {
  const has = (name: PackageManagerName, file: string, yarn?: YarnKind): readonly Sign[] =>
    files.has(file) ? [{ name, version: '', file, ...(yarn ? { yarn } : {}) }] : []
  return [
    ...has('pnpm', pnpmWorkspace),
    ...has('pnpm', '.pnpmfile.cjs'),
    ...broughtYarn(files),
    ...has('yarn', '.yarnrc.yml', 'berry'),
    ...has('yarn', '.yarnrc', 'classic'),
    ...has('bun', 'bunfig.toml'),
  ]
}

/** The Yarn in the template's own files, which any installed Yarn starts. */
function broughtYarn(files: Tree): readonly Sign[] {
  const { yarnPath } = yamlAt(files, '.yarnrc.yml') ?? {}
  const path = String(yarnPath ?? '').replace(/^\.\//, '')
  const [, version] = /(?:^|\/)yarn-(\d+\.\d+\.\d+)\.c?js$/.exec(path) ?? []
  if (version === undefined || !files.has(path)) return []
  const yarn = yarnKindOf({ name: 'yarn', version })
  return [{ name: 'yarn', version, yarn, file: '.yarnrc.yml', what: 'yarnPath', brings: true }]
}

export const onlyAllowShape = /\bonly-allow(?:@\S+)?\s+(npm|pnpm|yarn|bun)\b/

function onlyAllow(files: Tree): readonly Sign[] {
  const { preinstall } = asSettings(manifestIn(files).scripts)
  const name = onlyAllowShape.exec(String(preinstall ?? ''))?.[1]
  return name === undefined ? [] : named(name, '', 'a preinstall with only-allow')
}

/** npm knows neither `workspace:` nor `catalog:`. */
function protocols(files: Tree): readonly Sign[] {
  const manifest = manifestIn(files)
  const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((list) => {
    return Object.values(asSettings(manifest[list])).map(String)
  })
  const protocol = versions.flatMap((one) => /^(?:workspace|catalog):/.exec(one)?.[0] ?? [])[0]
  if (protocol === undefined) return []
  const { catalog, catalogs, workspaces } = manifest
  const isBun = [catalog, catalogs, asSettings(workspaces).catalog].some((one) => one !== undefined)
  return named(isBun ? 'bun' : 'pnpm', '', `a version "${protocol}"`)
}

const workflowShapes: Readonly<Record<PackageManagerName, RegExp>> = {
  npm: /\bnpm (?:ci|i|install)\b(?!.* (?:-g|--global)\b)|\bcache:\s*["']?npm\b/,
  pnpm: /\bpnpm\/action-setup\b|\bpnpm (?:i|install)\b|\bcache:\s*["']?pnpm\b/,
  yarn: /\byarn install\b|\bcache:\s*["']?yarn\b/,
  bun: /\boven-sh\/setup-bun\b|\bbun (?:i|install)\b/,
}

/** Workflows with several package managers show none of them. */
function workflows(files: Tree): readonly Sign[] {
  const found = [...files.keys()]
    .filter((path) => isWorkflow(path))
    .flatMap((file) => {
      const text = shortLines(textAt(files, file)).join('\n')
      return packageManagers
        .filter((name) => workflowShapes[name].test(text))
        .map((name): Sign => ({ name, version: '', file, what: `commands of ${name}` }))
    })
  const [first] = found
  return first === undefined || found.some(({ name }) => name !== first.name) ? [] : [first]
}

export function isWorkflow(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)
}

function manifestIn(files: Tree): Settings {
  return packageJsonAt(files, 'package.json') ?? {}
}
