import type { Session } from '../commands/session.ts'
import type { ExitCode } from '../errors/exit-codes.ts'
import type { Asked, CommandEntry } from '../flags/command-entry.ts'
import type { FlagName } from '../flags/flags.ts'

/** A command, or a group of commands, which has nothing to load. */
export type CommandRow = CommandEntry & { readonly load?: () => Promise<Perform<never>> }

/** Carries out a command. */
type Perform<Arguments> = (asked: Arguments, session: Session) => Promise<ExitCode>

export type CommandTable = Readonly<Record<string, CommandRow>>

type RowInput<Spec extends string> = CommandEntry & {
  readonly words: Spec
  readonly load: () => Promise<Perform<Asked<Spec>>>
}

/** Makes sure that the function of a row takes the arguments that its `words` describe. */
export function row<const Spec extends string>(entry: RowInput<Spec>): CommandRow {
  return entry
}

/** The flags of every command that may fetch something, and of every one that reports a run. */
export const network: readonly FlagName[] = ['offline', 'prefer-offline']
export const output: readonly FlagName[] = ['json', 'events', 'quiet', 'verbose']
