import {
  type CommandEntries,
  type CommandEntry,
  firstWords,
  subcommandsOf,
  wordSpecs,
} from '../../flags/command-entry.ts'
import { type Completes, type FlagEntry, flagTable } from '../../flags/flags.ts'

/** What a shell offers, before it is written in the syntax of one. */
export type Offer = {
  /** The first words. */
  readonly commands: readonly OfferedCommand[]
  /** The words after them. */
  readonly words: readonly OfferedWord[]
  readonly flags: readonly OfferedFlag[]
}

export type OfferedCommand = { readonly name: string; readonly about: string }

/** What may follow a command at one position. */
export type OfferedWord = {
  /** Its name, which may have two words. */
  readonly command: string
  /** The number of words before this one. A word that repeats is also offered after more. */
  readonly position: number
  readonly repeats: boolean
  readonly values: Values
}

export type OfferedFlag = {
  /** As it is typed: `--template`. */
  readonly long: string
  readonly short: string | undefined
  readonly about: string
  /** `optional`: only after an equals sign, as in `--verify=full`. */
  readonly takes: 'nothing' | 'optional' | 'value'
  readonly repeats: boolean
  readonly next: Values
  /** Every spelling of the same flag, including this one. */
  readonly family: readonly string[]
}

export type Values = {
  readonly words: readonly string[]
  readonly paths: 'folder' | 'file' | undefined
  /** Folders, with stars, of which each file offers its name without its extension. */
  readonly stems?: readonly string[]
}

/** Reads what can be typed from the tables of commands and flags. */
export function offerOf(
  commands: CommandEntries,
  { templates = [], generators = [], addons = [] }: Partial<Omit<Known, 'commands'>> = {},
): Offer {
  const names = firstWords(commands)
  const known = { commands: names, templates, generators, addons }
  return {
    commands: names.map((name) => ({ name, about: commands[name]?.about ?? '' })),
    words: Object.entries(commands).flatMap(([command, entry]) => {
      if (!names.includes(command) && !command.includes(' ')) return []
      const subcommands = subcommandsOf(commands, command)
      return subcommands.length > 0
        ? [
            {
              command,
              position: 1,
              repeats: false,
              values: { words: subcommands, paths: undefined },
            },
          ]
        : offeredWords(command, entry, known)
    }),
    flags: Object.entries<FlagEntry>(flagTable).flatMap(([name, entry]) =>
      offeredFlags(name, entry, known),
    ),
  }
}

/** What is known when the script is printed. */
type Known = Readonly<Record<'commands' | 'templates' | 'generators' | 'addons', readonly string[]>>

function offeredWords(
  command: string,
  { words, completes }: CommandEntry,
  known: Known,
): readonly OfferedWord[] {
  const before = command.split(' ').length
  return wordSpecs(words).flatMap(({ name, repeats }, index) => {
    const values = valuesOf(completes[name], known)
    return isEmpty(values) ? [] : [{ command, position: before + index, repeats, values }]
  })
}

/** Whether there is nothing to offer. */
export function isEmpty({ words, paths, stems = [] }: Values): boolean {
  return words.length === 0 && paths === undefined && stems.length === 0
}

const nothing: Values = { words: [], paths: undefined }

/** A switch is offered only as help writes it; its other form is the default. */
function offeredFlags(name: string, entry: FlagEntry, known: Known): readonly OfferedFlag[] {
  const { about, alias } = entry
  const short = alias && `-${alias}`
  const plain = { about, takes: 'nothing', repeats: false, next: nothing } as const
  const [on, off] = [`--${name}`, `--no-${name}`]
  if (entry.kind === 'value' || entry.kind === 'list') {
    const repeats = entry.kind === 'list'
    const family = short === undefined ? [on] : [short, on]
    const next = valuesOf(entry.completes, known)
    return [{ ...plain, long: on, short, takes: 'value', repeats, family, next }]
  }
  if (entry.kind === 'level') {
    const [family, levels] = [[on, off], { words: entry.levels ?? [], paths: undefined }]
    const level = { ...plain, long: on, short, takes: 'optional', family, next: levels } as const
    return [level, { ...plain, long: off, short: undefined, family }]
  }
  if (entry.default === true) return [{ ...plain, long: off, short: undefined, family: [off] }]
  if (name === 'git') {
    return [on, off].map((long) => ({ ...plain, long, short: undefined, family: [on, off] }))
  }
  return [{ ...plain, long: on, short, family: short === undefined ? [on] : [short, on] }]
}

function valuesOf(completes: Completes | undefined, known: Known): Values {
  if (completes === undefined) return nothing
  if (completes === 'template') return { words: known.templates, paths: 'folder' }
  if (completes === 'command') return { words: known.commands, paths: undefined }
  if (completes === 'file' || completes === 'folder') return { words: [], paths: completes }
  if (completes === 'generator') {
    return { words: known.generators, paths: undefined, stems: ['generators'] }
  }
  if (completes === 'addon') return { words: known.addons, paths: undefined }
  if (completes === 'generated') {
    return { ...nothing, stems: ['.create-app/generated', '.create-app/addons'] }
  }
  if (completes === 'entry') return { ...nothing, stems: ['.create-app/generated/*'] }
  return { words: completes, paths: undefined }
}
