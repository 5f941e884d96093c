import type { PackageManagerName } from '../tasks/install.ts'
import type { Command } from '../tasks/task.ts'

/** What came of asking a registry whether it is there. */
export type RegistryAnswer = {
  /** Without credentials. */
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

/** What npm ended with, and the JSON that it printed. */
type Answered = { readonly exitCode: number | undefined; readonly output: string }

/** Why nothing can be had of a registry, undefined when something can. */
export function problemIn({ exitCode, output }: Answered): string | undefined {
  return exitCode === 0 ? undefined : (codeIn(output) ?? 'no answer in time')
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

/** An address without the name and the password that may stand in it. */
export function withoutCredentials(registry: string): string {
  const url = new URL(registry)
  url.username = ''
  url.password = ''
  return url.href
}
