import type { Command } from './command.ts'
/** What came of asking a registry whether it is there. */
import type { PackageManagerName } from './package-manager.ts'
export type RegistryAnswer = {
  /** Without credentials. */
  readonly registry: string
  /** Why it cannot be reached, undefined when it answers. */
  readonly problem: string | undefined
}

/** npm writes no log and does not look for a newer npm when it is only asked something. */
export const quietly = ['--loglevel=silent', '--logs-max=0', '--no-update-notifier']

/** Asks a package manager which registry its own configuration names; bun reads npm's. */
export function registryQuestion(name: PackageManagerName, version: string): Command {
  if (name === 'pnpm') return { file: 'pnpm', args: ['config', 'get', 'registry'] }
  if (name === 'yarn') {
    const key = version.startsWith('1.') ? 'registry' : 'npmRegistryServer'
    return { file: 'yarn', args: ['config', 'get', key] }
  }
  return { file: 'npm', args: ['config', 'get', 'registry', ...quietly] }
}

/** Asks a registry whether it is there, through npm, which knows the proxies, the certificates and the tokens. */
export function pingCommand(registry: string, ms: number): Command {
  return { file: 'npm', args: ['ping', ...onceAt(registry, ms)] }
}

/** Asks a registry whether it has a package, in the same way. */
export function viewCommand(registry: string, ms: number, name: string): Command {
  return { file: 'npm', args: ['view', name, 'name', ...onceAt(registry, ms)] }
}

function onceAt(registry: string, ms: number): readonly string[] {
  const once = ['--fetch-retries=0', `--fetch-timeout=${ms}`]
  return ['--json', ...quietly, ...once, '--registry', registry]
}

/**
 * Fetches a package's tarball into a folder through npm, which runs none of its scripts. What the person
 * said to the npm that started us is not meant for this one; and who waits for us waits for no retries.
 */
export function packCommand(spec: string, folder: string): Command {
  const alone = ['--ignore-scripts', '--no-dry-run', '--workspaces=false']
  const once = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000']
  const into = ['--pack-destination', folder]
  return { file: 'npm', args: ['pack', spec, '--json', ...into, ...alone, ...quietly, ...once] }
}

/** Reads from what `npm pack --json` printed which version it chose, and the name of its file. */
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

/** What npm ended with, and the JSON that it printed. */
type Answered = { readonly exitCode: number | undefined; readonly output: string }

/** Why nothing can be had of a registry, undefined when something can. */
export function problemIn({ exitCode, output }: Answered): string | undefined {
  return exitCode === 0 ? undefined : (npmErrorIn(output) ?? 'no answer in time')
}

/** Whether a registry is there and refuses a question, which may be all that it refuses. */
export function isRefusal(problem: string | undefined): boolean {
  return problem !== undefined && /^E4(?!29)\d\d$/.test(problem)
}

/** What a package manager says of its registry, undefined when it is no address. */
export function registryIn(output: string): string | undefined {
  const address = output.trim().split('\n').at(-1) ?? ''
  return URL.canParse(address) ? address : undefined
}

/** The code of the error that an npm command printed with --json: `E404`, `ECONNREFUSED`. */
export function npmErrorIn(output: string): string | undefined {
  const json = output.slice(output.indexOf('{'))
  try {
    const { error } = JSON.parse(json) as { error?: { code?: string } }
    return error?.code
  } catch {
    // Ended in the middle of a word, or not npm at all: nothing that says more than "no answer".
    return undefined
  }
}

/** An address without the name and the password that may stand in it. */
export function withoutCredentials(registry: string): string {
  const url = new URL(registry)
  url.username = ''
  url.password = ''
  return url.href
}
