import { errors, type MissingInput } from '../errors.ts'
import type { IO } from '../io.ts'
import type { CreateFlags } from '../plan/flags.ts'
import type { Warning } from '../plan/steps.ts'
import { askChoice, askText, terminalOf } from './ask.ts'

type Offered = { readonly id: string; readonly title: string; readonly description: string }
type Asking = {
  readonly io: IO
  readonly signal: AbortSignal
  readonly interactive: boolean
  readonly report: { warn(warning: Warning): void }
}

/** Where a project goes when nobody says. */
export const defaultDir = 'my-app'

/** Without a terminal, lists everything that has neither a flag nor a default, all at once. */
export function requireChoices(
  flags: CreateFlags,
  offered: readonly Offered[],
  { interactive, io }: Asking,
): void {
  if (interactive || flags.yes) return
  const missing: MissingInput[] = []
  if (flags.dir === undefined) missing.push({ id: 'dir', flag: '<dir>' })
  if (templateOf(flags, io) === undefined) {
    missing.push({ id: 'template', flag: '--template', choices: offered.map(({ id }) => id) })
  }
  if (missing.length > 0) throw errors.missingInput(missing)
}

/** The folder: typed, the default of `--yes`, or asked for until it can be used. */
export async function chooseDir(
  flags: CreateFlags,
  asking: Asking,
  check: (dir: string) => Promise<string | undefined>,
): Promise<string> {
  if (flags.dir !== undefined) return flags.dir
  if (!asking.interactive) return defaultDir
  const message = 'Where should the project go?'
  return askText({ message, placeholder: `./${defaultDir}`, check }, terminalOf(asking))
}

/** The template: typed, rescued from npm, the first of the list with `--yes`, or asked for. */
export async function chooseTemplate(
  flags: CreateFlags,
  offered: readonly Offered[],
  asking: Asking,
): Promise<string> {
  const said = templateOf(flags, asking.io)
  if (said !== undefined) {
    if (flags.template === undefined) asking.report.warn(tookTemplate(said))
    return said
  }
  if (!asking.interactive) return offered[0]?.id ?? ''
  const choices = offered.map(({ id, title, description }) => {
    return { value: id, label: title, hint: description }
  })
  return askChoice({ message: 'Which template?', choices }, terminalOf(asking))
}

function tookTemplate(template: string): Warning {
  return {
    code: 'NPM_TOOK_TEMPLATE',
    message: `npm took --template ${template} for itself; it is used all the same.`,
    fix: 'Put -- before the flags next time.',
  }
}

/** npm keeps flags that stand before `--` for itself and leaves them in the environment. */
function templateOf(flags: CreateFlags, { env }: Pick<IO, 'env'>): string | undefined {
  return flags.template ?? (env.npm_config_template || undefined)
}
