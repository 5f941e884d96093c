import { type AppError, errors } from '../errors/errors.ts'
import type { TypedParam } from '../flags/command-entry.ts'
import { type FlagEntry, flagTable } from '../flags/flags.ts'
import { closestTo } from '../flags/suggest.ts'

const table: Readonly<Record<string, FlagEntry>> = flagTable
const spellings = Object.entries(table).flatMap(([name, { kind }]) =>
  kind === 'switch' || kind === 'level' ? [name, `no-${name}`] : [name],
)

/** A command line with every flag in one form, and the mistakes in it. */
export type NormalArgv = {
  readonly argv: readonly string[]
  readonly mistakes: readonly AppError[]
  /** Flags that the table does not know, as `name=value`: a generator may have params of these names. */
  readonly unknown: readonly UnknownFlag[]
}

export type UnknownFlag = TypedParam & { readonly mistake: AppError }

/**
 * Rewrites every flag to the form `--name=value`, so that no parser has to guess whether the next word
 * belongs to it. Leaves out what the table does not know and reports it.
 * @param hasParams whether other flags may belong to a generator, so that the word after one is its value.
 */
export function normalize(argv: readonly string[], hasParams = false): NormalArgv {
  // Some package managers pass on the `--` of `npm create app -- my-api`.
  const words = argv[0] === '--' ? argv.slice(1) : [...argv]
  const normal: string[] = []
  const mistakes: AppError[] = []
  const unknown: UnknownFlag[] = []
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (word === '--') return { argv: [...normal, ...words.slice(index)], mistakes, unknown }
    const read = rewrite(word, words[index + 1])
    const isOfParams = hasParams || read.unknown.length === 0
    normal.push(...read.argv)
    mistakes.push(...read.mistakes)
    const before = normal.filter((one) => !one.startsWith('-')).length
    unknown.push(...read.unknown.map((one) => ({ ...one, ...(read.takesNext && { before }) })))
    if (read.takesNext && isOfParams) index += 1
  }
  return { argv: normal, mistakes, unknown }
}

type Rewritten = NormalArgv & { readonly takesNext: boolean }

/** What may be the value of a flag: the text after its equals sign, and the next word. */
type Given = { readonly value: string | undefined; readonly next: string | undefined }

function rewrite(word: string, next: string | undefined): Rewritten {
  if (!word.startsWith('-')) return { argv: [word], ...nothingElse }
  if (word === '-' || word.startsWith('-=')) return refused(errors.badFolder(word))
  const [flag = '', ...rest] = word.split('=')
  const given = { value: rest.length > 0 ? rest.join('=') : undefined, next }
  return flag.startsWith('--')
    ? rewriteFlag(flag.slice(2), given)
    : rewriteLetters([...flag.slice(1)], given)
}

/** Only the last of several letters can have a value: `-yt api`. */
function rewriteLetters(letters: readonly string[], given: Given): Rewritten {
  const last = letters.length - 1
  const parts = letters.map((letter, index) => rewriteLetter(letter, index === last ? given : none))
  return {
    argv: parts.flatMap(({ argv }) => argv),
    mistakes: parts.flatMap(({ mistakes }) => mistakes),
    unknown: [],
    takesNext: parts.at(-1)?.takesNext ?? false,
  }
}

const none: Given = { value: undefined, next: undefined }

function rewriteLetter(letter: string, given: Given): Rewritten {
  const found = Object.entries(table).find(([, { alias }]) => alias === letter)
  if (found === undefined) return refused(errors.unknownFlag(`-${letter}`, undefined))
  return rewriteFlag(found[0], given)
}

function rewriteFlag(name: string, { value, next }: Given): Rewritten {
  if (!spellings.includes(name)) return unknownFlag(name, { value, next })
  const positive = name.replace(/^no-/, '')
  const entry = table[positive]
  if (entry?.kind === 'level' && name === positive) {
    return flagOf(positive, value ?? String(entry.default))
  }
  if (entry?.kind === 'switch' || entry?.kind === 'level') return rewriteSwitch(name, value)
  if (value !== undefined && value !== '') return flagOf(name, value)
  if (value === undefined && next !== undefined && (next === '-' || !next.startsWith('-'))) {
    return { ...flagOf(name, next), takesNext: true }
  }
  return refused(errors.flagNeedsValue(`--${name}`, entry?.value ?? '<value>'))
}

/** A word after it is its value, as with a flag that takes one; `--no-x` and a flag at the end are switches. */
function unknownFlag(name: string, { value, next }: Given): Rewritten {
  const suggestion = closestTo(name, spellings)
  const mistake = errors.unknownFlag(`--${name}`, suggestion && `--${suggestion}`)
  const takesNext = value === undefined && next !== undefined && !next.startsWith('-')
  const isOff = name.startsWith('no-') && value === undefined && !takesNext
  const pair = isOff ? `${name.slice(3)}=false` : `${name}=${value ?? (takesNext ? next : 'true')}`
  return { argv: [], mistakes: [], unknown: [{ pair, mistake }], takesNext }
}

function rewriteSwitch(name: string, value = 'true'): Rewritten {
  const on = ['true', '1'].includes(value)
  if (!on && !['false', '0'].includes(value)) {
    return refused(errors.badFlagValue(`--${name}`, value, 'true or false'))
  }
  const positive = name.replace(/^no-/, '')
  return flagOf(positive, String(on === (name === positive)))
}

const nothingElse = { mistakes: [], unknown: [], takesNext: false } as const

function flagOf(name: string, value: string): Rewritten {
  return { argv: [`--${name}=${value}`], ...nothingElse }
}

function refused(mistake: AppError): Rewritten {
  return { argv: [], ...nothingElse, mistakes: [mistake] }
}
