/** One program and its arguments; an undefined variable is taken out of the environment. */
export type Command = {
  readonly file: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
  /** How long it may go on when it is called off: for what is short and must not be cut. */
  readonly patienceMs?: number
}

/** A command as a person would type it in a POSIX shell. */
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
