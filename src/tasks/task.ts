/** One program and its arguments; an undefined variable is taken out of the environment. */
export type Command = {
  readonly file: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
  /** How long it may go on when it is called off: for what is short and must not be cut. */
  readonly patienceMs?: number
}

/** Commands to run, in order, once the files are in place. */
export type Task = {
  readonly id: TaskId
  readonly title: string
  readonly commands: readonly Command[]
  /** Tasks that must have succeeded; one that was skipped by a flag does not stand in the way. */
  readonly needs?: readonly TaskId[]
  /** Set when the task is not to run: why. */
  readonly skipped?: string
}

export type TaskId = 'git' | 'install' | 'commit' | 'verify'

/** The task as one that does not run, and why. */
export function skip(task: Task, reason: string): Task {
  return { ...task, skipped: reason }
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
