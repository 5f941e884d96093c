import type { PackageManagerName } from '../tasks/install.ts'
import type { Command } from '../tasks/task.ts'

/** What came of asking a registry whether it is there. */
export type RegistryAnswer = {
  /** Without a name or a password that may stand in it. */
  readonly registry: string
  /** Why it cannot be reached, undefined when it answers. */
  readonly problem: string | undefined
}

/** npm writes no log and does not look for a newer npm when it is only asked something. */
const quietly = ['--loglevel=silent', '--logs-max=0', '--no-update-notifier']

/** Asks a package manager which registry its own configuration names; bun reads npm's. */
export function registryQuestion(name: PackageManagerName, version: string): Command {
  if (name === 'pnpm') return { file: 'pnpm', args: ['config', 'get', 'registry'] }
  if (name === 'yarn') {
    const key = version.startsWith('1.') ? 'registry' : 'npmRegistryServer'
    return { file: 'yarn', args: ['config', 'get', key] }
  }
  return { file: 'npm', args: ['config', 'get', 'registry', ...quietly] }
}

/** Asks a registry through npm, which knows the proxies, the certificates and the tokens. */
export function pingCommand(registry: string, ms: number): Command {
  const once = ['--fetch-retries=0', `--fetch-timeout=${ms}`]
  return { file: 'npm', args: ['ping', '--json', ...quietly, ...once, '--registry', registry] }
}

/** Reads what `npm ping --json` printed. */
export function readPing(
  registry: string,
  { exitCode, output }: { exitCode: number | undefined; output: string },
): RegistryAnswer {
  const shown = withoutCredentials(registry)
  if (exitCode === 0) return { registry: shown, problem: undefined }
  const code = codeIn(output)
  // A registry that does not know this question, or who asks, is there all the same.
  if (code !== undefined && /^E4\d\d$/.test(code)) return { registry: shown, problem: undefined }
  return { registry: shown, problem: code ?? 'no answer in time' }
}

/** What a package manager says of its registry, undefined when it is no address. */
export function registryIn(output: string): string | undefined {
  const address = output.trim().split('\n').at(-1) ?? ''
  return URL.canParse(address) ? address : undefined
}

function codeIn(output: string): string | undefined {
  const json = output.slice(output.indexOf('{'))
  try {
    const { error } = JSON.parse(json) as { error?: { code?: string } }
    return error?.code
  } catch {
    // Ended in the middle of a word, or not npm at all: nothing that says more than "no answer".
    return undefined
  }
}

function withoutCredentials(registry: string): string {
  const url = new URL(registry)
  url.username = ''
  url.password = ''
  return url.href
}
