import { type AppError, errors } from '../errors/errors.ts'
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
}

/**
 * Rewrites every flag to the form `--name=value`, so that no parser has to guess whether the next word
 * belongs to it. Leaves out what the table does not know and reports it.
 */
export function normalize(argv: readonly string[]): NormalArgv {
  // Some package managers pass on the `--` of `npm create app -- my-api`.
  const words = argv[0] === '--' ? argv.slice(1) : [...argv]
  const normal: string[] = []
  const mistakes: AppError[] = []
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (word === '--') return { argv: [...normal, ...words.slice(index)], mistakes }
    const { argv: rewritten, takesNext, mistakes: made } = rewrite(word, words[index + 1])
    normal.push(...rewritten)
    mistakes.push(...made)
    if (takesNext) index += 1
  }
  return { argv: normal, mistakes }
}

type Rewritten = NormalArgv & { readonly takesNext: boolean }

/** What may be the value of a flag: the text after its equals sign, and the next word. */
type Given = { readonly value: string | undefined; readonly next: string | undefined }

function rewrite(word: string, next: string | undefined): Rewritten {
  if (!word.startsWith('-')) return { argv: [word], mistakes: [], takesNext: false }
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
  if (!spellings.includes(name)) {
    const suggestion = closestTo(name, spellings)
    return refused(errors.unknownFlag(`--${name}`, suggestion && `--${suggestion}`))
  }
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

function rewriteSwitch(name: string, value = 'true'): Rewritten {
  const on = ['true', '1'].includes(value)
  if (!on && !['false', '0'].includes(value)) {
    return refused(errors.badFlagValue(`--${name}`, value, 'true or false'))
  }
  const positive = name.replace(/^no-/, '')
  return flagOf(positive, String(on === (name === positive)))
}

function flagOf(name: string, value: string): Rewritten {
  return { argv: [`--${name}=${value}`], mistakes: [], takesNext: false }
}

function refused(mistake: AppError): Rewritten {
  return { argv: [], mistakes: [mistake], takesNext: false }
}
