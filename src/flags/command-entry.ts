import type { Completes, FlagName, Flags } from './flags.ts'

/** What the parser, help, completion and the docs know about a command. */
export type CommandEntry = {
  /** Its arguments: `<dir>` is required, `[dir]` is optional, `[field…]` and `<field…>` repeat. */
  readonly words: string
  /** What it does, in one short phrase. */
  readonly about: string
  /** More about it, for its own page. */
  readonly details?: string
  /** The flags it uses; every other flag is refused. */
  readonly takes: readonly FlagName[]
  /** Whether what its first argument names has flags of its own. */
  readonly params?: true
  /** Flags that count only when typed, because a variable would contradict the project's record. */
  readonly typedOnly?: readonly FlagName[]
  /** What a shell offers for an argument, by its name. */
  readonly completes: Readonly<Record<string, Completes>>
  /** Whole command lines. */
  readonly examples: readonly string[]
}

/**
 * Every command by its name. A name of two words belongs to the group that the first word names, and a
 * group is an entry of its own.
 */
export type CommandEntries = Readonly<Record<string, CommandEntry>>

/** What a command is started with. */
export type Asked<Spec extends string = string> = {
  readonly words: WordsOf<Spec>
  /** Only flags that the command takes. */
  readonly flags: Flags
  /** The flags of what the first argument names. */
  readonly params?: readonly TypedParam[]
}

/** A flag that only a generator knows. */
export type TypedParam = {
  /** `name=value`. */
  readonly pair: string
  /** If its value was a word of its own, how many words of the repeated argument were before that. */
  readonly before?: number
}

/** The arguments of a command by name, as its `words` describe them. */
type WordsOf<Spec extends string> = string extends Spec
  ? Words
  : Spec extends `${infer First} ${infer Rest}`
    ? WordOf<First> & WordsOf<Rest>
    : WordOf<Spec>

type WordOf<Spec extends string> = Spec extends `${'<' | '['}${infer Name}…${'>' | ']'}`
  ? { readonly [Key in Name]: readonly string[] }
  : Spec extends `<${infer Name}>`
    ? { readonly [Key in Name]: string }
    : Spec extends `[${infer Name}]`
      ? { readonly [Key in Name]: string | undefined }
      : unknown

export type Words = Readonly<Record<string, string | readonly string[] | undefined>>

export type WordSpec = {
  readonly name: string
  readonly isRequired: boolean
  readonly repeats: boolean
}

/** The arguments that `words` describes, in order. */
export function wordSpecs(words: string): readonly WordSpec[] {
  return [...words.matchAll(/([<[])([^\]>…]+)(…?)[\]>]/g)].map(([, open, name = '', dots]) => ({
    name,
    isRequired: open === '<',
    repeats: dots !== '',
  }))
}

/** The command that is meant if the first word is not a command. */
export const defaultCommand = 'create'

/** The commands of a group: `lint` and the others for `template`. A command has none. */
export function subcommandsOf(commands: CommandEntries, group: string): readonly string[] {
  return Object.keys(commands).flatMap((name) =>
    name.startsWith(`${group} `) ? [name.slice(group.length + 1)] : [],
  )
}

/** A command as it is typed, with its arguments. */
export function usageOf(name: string, { words }: CommandEntry): string {
  return ['create-app', name === defaultCommand ? '' : name, words].filter(Boolean).join(' ')
}

/** Every first word that is, or will be, a command; a folder of such a name is written `./add`. */
export function reservedWords(commands: CommandEntries): readonly string[] {
  return [...new Set([...firstWords(commands), ...laterWords])]
}

/** The first words that are commands today. */
export function firstWords(commands: CommandEntries): readonly string[] {
  return Object.keys(commands).filter((name) => !name.includes(' ') && name !== defaultCommand)
}

/** Reserved for commands of later versions; docs/contract.md lists them. */
export const laterWords: readonly string[] = ['create', 'learn', 'metrics', 'mcp']

/**
 * The values of `command` in the result document: the first word of every command that reports with it,
 * which are those that take `--events`.
 */
export function reportedCommands(commands: CommandEntries): readonly string[] {
  const reporting = Object.entries(commands).filter(([, { takes }]) => takes.includes('events'))
  return [...new Set(reporting.map(([name]) => firstWordOf(name)))]
}

/** The name of a command in a result document. Errors of a command that has no such document name `create`. */
export function reportedAs(command: string, commands: CommandEntries): string {
  const name = firstWordOf(command)
  return reportedCommands(commands).includes(name) ? name : defaultCommand
}

function firstWordOf(name: string): string {
  return name.split(' ')[0] ?? name
}
