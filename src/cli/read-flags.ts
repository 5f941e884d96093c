import mri from 'mri'
import { type AppError, errors } from '../errors/errors.ts'
import { type FlagEntry, type FlagName, type Flags, flagNames, flagTable } from '../flags/flags.ts'
import { closestTo } from '../flags/suggest.ts'
import type { IO } from '../io.ts'
import { normalize, type UnknownFlag } from './normalize.ts'

/** The words and flags of a command line, and the mistakes in it. */
export type CommandLine = {
  readonly words: readonly string[]
  readonly typed: Flags
  /** The typed flags, and the values of variables for the others. */
  readonly flags: Flags
  readonly mistakes: readonly AppError[]
  /** See `normalize`. */
  readonly unknown: readonly UnknownFlag[]
}

const table: Readonly<Record<FlagName, FlagEntry>> = flagTable

/** Reads words and flags. It goes on after a mistake, because a later `--json` says how to report it. */
export function readCommandLine(
  argv: readonly string[],
  env: IO['env'],
  hasParams: boolean,
): CommandLine {
  const typed = readArgv(argv, hasParams)
  const variables = readArgv(variablesAsFlags(env, typed.flags), false)
  return {
    words: typed.words,
    typed: typed.flags,
    flags: { ...variables.flags, ...typed.flags },
    mistakes: [...typed.mistakes, ...variables.mistakes],
    unknown: typed.unknown,
  }
}

type Read = Pick<CommandLine, 'words' | 'flags' | 'mistakes' | 'unknown'>

function readArgv(argv: readonly string[], hasParams: boolean): Read {
  const normal = normalize(argv, hasParams)
  const parsed = mri([...normal.argv], {
    boolean: flagNames.filter((name) => table[name].kind === 'switch'),
    string: flagNames.filter((name) => table[name].kind !== 'switch'),
  })
  const given = flagNames.filter((name) => parsed[name] !== undefined)
  const read = given.map((name) => ({ name, ...readValue(name, parsed[name]) }))
  const flags = Object.fromEntries(read.map(({ name, value }) => [name, value]))
  const mistakes = read.flatMap(({ mistake }) => mistake ?? [])
  return {
    words: parsed._,
    flags: flags as Flags,
    mistakes: [...normal.mistakes, ...mistakes],
    unknown: normal.unknown,
  }
}

type FlagReading = { readonly value: unknown; readonly mistake?: AppError }

function readValue(name: FlagName, value: unknown): FlagReading {
  const { kind, levels = [] } = table[name]
  if (kind === 'list') return { value: [value].flat() }
  if (Array.isArray(value)) return { value: value.at(-1), mistake: errors.flagTwice(`--${name}`) }
  if (kind !== 'level') return { value }
  if (value === 'false') return { value: false }
  if (levels.some((level) => level === value)) return { value }
  const [flag, text] = [`--${name}`, String(value)]
  const allowed = levels.join(' or ')
  const mistake = errors.badFlagValue(flag, text, allowed, closestTo(text, levels))
  return { value: undefined, mistake }
}

/** `CREATE_APP_DRY_RUN=1` is `--dry-run=1`, unless another flag that was typed excludes it. */
function variablesAsFlags(env: IO['env'], typed: Flags): readonly string[] {
  return flagNames.flatMap((name) => {
    const other = rivals[name]
    const isExcluded = other !== undefined && typed[other]
    if (isExcluded || name === 'help' || name === 'version') return []
    const isSwitch = table[name].kind === 'switch' || table[name].kind === 'level'
    return [name, ...(isSwitch ? [`no-${name}`] : [])].flatMap((spelling) => {
      const value = env[`CREATE_APP_${spelling.toUpperCase().replaceAll('-', '_')}`]
      return value ? [`--${spelling}=${value}`] : []
    })
  })
}

/** Pairs of flags that exclude each other; the typed one overrides the variable of the other. */
const rivals: Readonly<Partial<Record<FlagName, FlagName>>> = {
  json: 'events',
  events: 'json',
  quiet: 'verbose',
  verbose: 'quiet',
  offline: 'prefer-offline',
  'prefer-offline': 'offline',
}
