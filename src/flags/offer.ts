import {
  type CommandName,
  commandTable,
  type FlagEntry,
  flagTable,
  shells,
  templateVerbs,
} from './flags.ts'

/** What a shell is to offer, in no shell's words yet. */
export type Offer = {
  readonly commands: readonly OfferedCommand[]
  readonly flags: readonly OfferedFlag[]
}

export type OfferedCommand = {
  readonly name: string
  readonly about: string
  /** What may follow it. */
  readonly next: Values
  /** What may follow that. */
  readonly third: Values
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
  /** Every spelling of the same flag, itself included. */
  readonly family: readonly string[]
}

export type Values = {
  readonly words: readonly string[]
  readonly paths: 'folder' | 'file' | undefined
}

/** Reads from the tables of commands and flags what can be typed. */
export function offerOf(templates: readonly string[]): Offer {
  const next: Record<CommandName, Values> = {
    list: nothing,
    doctor: { words: [], paths: 'folder' },
    resume: { words: [], paths: 'folder' },
    template: { words: templateVerbs, paths: undefined },
    completion: { words: shells, paths: undefined },
    help: nothing,
  }
  return {
    commands: Object.entries(commandTable).map(([name, { about }]) => {
      const third = name === 'template' ? ({ words: [], paths: 'folder' } as const) : nothing
      return { name, about, next: next[name as CommandName], third }
    }),
    flags: Object.entries<FlagEntry>(flagTable).flatMap(([name, entry]) =>
      offeredFlags(name, entry, templates),
    ),
  }
}

const nothing: Values = { words: [], paths: undefined }

/** A switch is offered in the spelling that help shows, for the other says what is so anyway. */
function offeredFlags(
  name: string,
  entry: FlagEntry,
  templates: readonly string[],
): readonly OfferedFlag[] {
  const { about, alias } = entry
  const short = alias && `-${alias}`
  const plain = { about, takes: 'nothing', repeats: false, next: nothing } as const
  const [on, off] = [`--${name}`, `--no-${name}`]
  if (entry.kind === 'value' || entry.kind === 'list') {
    const repeats = entry.kind === 'list'
    const family = short === undefined ? [on] : [short, on]
    const next = valuesOf(entry.completes, templates)
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

function valuesOf(completes: FlagEntry['completes'], templates: readonly string[]): Values {
  if (completes === undefined) return nothing
  if (completes === 'template') return { words: templates, paths: 'folder' }
  if (completes === 'file' || completes === 'folder') return { words: [], paths: completes }
  return { words: completes, paths: undefined }
}
