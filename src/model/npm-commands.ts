import type { Command } from './command.ts'
import { isYarnBerry, type PackageManager, type PackageManagerName } from './package-manager.ts'

/** The result of asking whether a registry is reachable. */
export type RegistryAnswer = {
  /** Without credentials. */
  readonly registry: string
  /** Why it cannot be reached; undefined when it answers. */
  readonly problem: string | undefined
}

/** Keeps npm from writing a log and from checking for a newer npm. */
export const quietly = ['--loglevel=silent', '--logs-max=0', '--no-update-notifier']

/** Reads the registry from the configuration of a package manager; bun uses npm's. npm names its cache as well. */
export function registryQuestion(name: PackageManagerName, version: string): Command {
  if (name === 'pnpm') return { file: 'pnpm', args: ['config', 'get', 'registry'] }
  if (name === 'yarn') {
    const key = version.startsWith('1.') ? 'registry' : 'npmRegistryServer'
    return { file: 'yarn', args: ['config', 'get', key] }
  }
  return { file: 'npm', args: ['config', 'get', 'registry', 'cache', ...quietly] }
}

/**
 * Reads the folder of the cache, where that is a question of its own. Yarn 1 and Bun use another folder when they
 * cannot write to theirs.
 */
export function cacheQuestion(packageManager: PackageManager): Command | undefined {
  if (packageManager.name === 'pnpm') return { file: 'pnpm', args: ['store', 'path'] }
  if (!isYarnBerry(packageManager)) return undefined
  return { file: 'yarn', args: ['config', 'get', 'globalFolder'] }
}

/** The folders of a cache that must be writable; one `sudo npm install` leaves some that are not. */
export function cacheFolders(name: PackageManagerName): readonly string[] {
  const below = ['_cacache', '_cacache/tmp', '_cacache/content-v2', '_cacache/index-v5']
  return name === 'npm' ? below : ['']
}

/** The folder of the cache in the output of a package manager; undefined when it is not an absolute path. */
export function cacheIn(output: string): string | undefined {
  const path = settingIn(output, 'cache')
  return /^(?:\/|[A-Za-z]:[\\/])/.test(path) ? path : undefined
}

/** Pings a registry through npm, which knows the proxies, certificates and tokens. */
export function pingCommand(registry: string, ms: number): Command {
  return { file: 'npm', args: ['ping', ...onceAt(registry, ms)] }
}

/** Asks a registry for a package through npm. */
export function viewCommand(registry: string, ms: number, name: string): Command {
  return { file: 'npm', args: ['view', name, 'name', ...onceAt(registry, ms)] }
}

function onceAt(registry: string, ms: number): readonly string[] {
  const once = ['--fetch-retries=0', `--fetch-timeout=${ms}`]
  return ['--json', ...quietly, ...once, '--registry', registry]
}

/**
 * Downloads the tarball of a package into a folder through npm, without running its scripts. The flags override the
 * settings of the npm that started create-app, and limit the retries.
 */
export function packCommand(spec: string, folder: string): Command {
  const alone = ['--ignore-scripts', '--no-dry-run', '--workspaces=false']
  const once = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000']
  const into = ['--pack-destination', folder]
  return { file: 'npm', args: ['pack', spec, '--json', ...into, ...alone, ...quietly, ...once] }
}

/** Reads the chosen version and the file name from the output of `npm pack --json`. */
export function readPack(output: string): { version: string; filename: string } | undefined {
  try {
    const packed: unknown = JSON.parse(output.slice(output.search(/[[{]/)))
    const [first] = Array.isArray(packed) ? packed : Object.values(packed ?? {})
    const { version, filename } = first as { version?: unknown; filename?: unknown }
    return typeof version === 'string' && typeof filename === 'string'
      ? { version, filename }
      : undefined
  } catch {
    return undefined
  }
}

/** The exit code of npm, and the JSON that it printed. */
type Answered = { readonly exitCode: number | undefined; readonly output: string }

/** Why a registry cannot be used; undefined when it can. */
export function problemIn({ exitCode, output }: Answered): string | undefined {
  return exitCode === 0 ? undefined : (npmErrorIn(output) ?? 'it did not answer in time')
}

/** Whether a registry answered, but refused this request. It may still allow others. */
export function isRefusal(problem: string | undefined): boolean {
  return problem !== undefined && /^E4(?!29)\d\d$/.test(problem)
}

/** The registry in the output of a package manager; undefined when it is not a URL. */
export function registryIn(output: string): string | undefined {
  const address = settingIn(output, 'registry')
  return URL.canParse(address) ? address : undefined
}

/** The last line, or the one that begins with the name where several settings were asked for. */
function settingIn(output: string, name: string): string {
  const named = new RegExp(`^${name}=(.*)$`, 'm').exec(output)
  return (named?.[1] ?? output.trim().split('\n').at(-1) ?? '').trim()
}

/** The code of the error that an npm command printed with --json: `E404`, `ECONNREFUSED`. */
export function npmErrorIn(output: string): string | undefined {
  const json = output.slice(output.indexOf('{'))
  try {
    const { error } = JSON.parse(json) as { error?: { code?: string } }
    return error?.code
  } catch {
    // The output is incomplete or not from npm, so there is no code in it.
    return undefined
  }
}

/** A URL without user name and password. */
export function withoutCredentials(registry: string): string {
  const url = new URL(registry)
  url.username = ''
  url.password = ''
  return url.href
}
