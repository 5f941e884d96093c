/** One program and its arguments; an undefined variable is removed from the environment. */
export type Command = {
  readonly file: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
  /** What its standard input gets. Only `askWhole` passes it on. */
  readonly input?: string | Uint8Array
  /** How long it may continue after cancellation, for short work that must not be interrupted. */
  readonly patienceMs?: number
}

/** A command as typed in a POSIX shell. */
export function printCommand(command: Command): string {
  return [command.file, ...command.args].map(quote).join(' ')
}

export function printCommands(commands: readonly Command[]): string {
  return commands.map(printCommand).join(' && ')
}

function quote(argument: string): string {
  if (/^[\w@%+=:,./-]+$/.test(argument)) return argument
  return `'${argument.replaceAll("'", `'\\''`)}'`
}
