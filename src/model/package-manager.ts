export const packageManagers = ['npm', 'pnpm', 'yarn', 'bun'] as const
export type PackageManagerName = (typeof packageManagers)[number]

/** A package manager and its version: `npm@11.19.1`. The version is empty while it is unknown. */
export type PackageManager = { readonly name: PackageManagerName; readonly version: string }

/** Reads `npm@11.19.1` or `npm`; undefined for anything else. */
export function parsePackageManager(text: string): PackageManager | undefined {
  const [, name = '', version = ''] =
    /^([a-z]+)(?:@(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?))?$/.exec(text) ?? []
  const known = packageManagers.find((candidate) => candidate === name)
  return known && { name: known, version }
}

export function printPackageManager({ name, version }: PackageManager): string {
  return version === '' ? name : `${name}@${version}`
}

/** Yarn 2 and later, which shares little more than its name and lockfile name with Yarn 1. */
export function isYarnBerry({ name, version }: PackageManager): boolean {
  return name === 'yarn' && !version.startsWith('1.')
}

/** The lockfile of each package manager. */
export function lockfileOf(packageManager: PackageManagerName): string {
  return lockfilesOf[packageManager]
}

const lockfilesOf: Record<PackageManagerName, string> = {
  npm: 'package-lock.json',
  pnpm: 'pnpm-lock.yaml',
  yarn: 'yarn.lock',
  bun: 'bun.lock',
}

export const lockfiles = Object.values(lockfilesOf)

/** Every name of a lockfile, with the package manager that reads it; Bun and npm read two each. */
export const lockfileOwners: Readonly<Record<string, PackageManagerName>> = {
  ...Object.fromEntries(packageManagers.map((name) => [lockfilesOf[name], name])),
  'bun.lockb': 'bun',
  'npm-shrinkwrap.json': 'npm',
}

/** Also those that a template may have, but that no install of a project writes. */
export const allLockfiles: readonly string[] = Object.keys(lockfileOwners)

/** Whether a path is the lockfile of a project. An install completes it, so it is not compared with a plan. */
export function isLockfile(path: string): boolean {
  return lockfiles.includes(path)
}

/** The path that each package manager writes after unpacking all packages, before it runs their scripts. */
export function unpackedMark(packageManager: PackageManager): string {
  if (isYarnBerry(packageManager)) return 'node_modules/.yarn-state.yml'
  return unpackedMarks[packageManager.name]
}

const unpackedMarks: Record<PackageManagerName, string> = {
  npm: 'node_modules/.package-lock.json',
  pnpm: 'node_modules/.modules.yaml',
  yarn: 'node_modules/.yarn-integrity',
  bun: 'node_modules',
}
