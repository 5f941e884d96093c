import { errors } from '../errors/errors.ts'
import { type FlagEntry, flagTable } from '../flags/flags.ts'
import { closestTo } from '../flags/suggest.ts'

const table: Readonly<Record<string, FlagEntry>> = flagTable
const spellings = Object.entries(table).flatMap(([name, { kind }]) =>
  kind === 'switch' || kind === 'level' ? [name, `no-${name}`] : [name],
)

/**
 * Rewrites every flag to the one form `--name=value`, so that no parser has to guess whether the
 * next word belongs to it, and refuses what the table does not know.
 */
export function normalize(argv: readonly string[]): readonly string[] {
  // Package managers differ in what they leave of `npm create app -- my-api`.
  const words = argv[0] === '--' ? argv.slice(1) : [...argv]
  const normal: string[] = []
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (word === '--') return [...normal, ...words.slice(index)]
    if (word === '-') throw errors.badFolder(word)
    if (!/^-./.test(word)) {
      normal.push(word)
      continue
    }
    const { flags, takesNext } = rewrite(word, words[index + 1])
    normal.push(...flags)
    if (takesNext) index += 1
  }
  return normal
}

type Rewritten = { readonly flags: readonly string[]; readonly takesNext: boolean }

function rewrite(word: string, next: string | undefined): Rewritten {
  const [flag = '', ...given] = word.split('=')
  const value = given.length > 0 ? given.join('=') : undefined
  const long = flag.startsWith('--') ? [flag.slice(2)] : [...flag.slice(1)].map(nameOfAlias)
  const last = long.at(-1) ?? ''
  const switches = long.slice(0, -1).map((name) => rewriteOne(name, undefined, undefined))
  const end = rewriteOne(last, value, next)
  return {
    flags: [...switches.flatMap(({ flags }) => flags), ...end.flags],
    takesNext: end.takesNext,
  }
}

function rewriteOne(name: string, value: string | undefined, next: string | undefined): Rewritten {
  if (!spellings.includes(name)) {
    const suggestion = closestTo(name, spellings)
    throw errors.unknownFlag(`--${name}`, suggestion && `--${suggestion}`)
  }
  const positive = name.replace(/^no-/, '')
  const entry = table[positive]
  if (entry?.kind === 'switch') return one(positive, asSwitch(name, positive, value))
  if (entry?.kind === 'level') {
    const level = value ?? String(entry.default)
    return one(positive, name === positive ? level : asSwitch(name, positive, value))
  }
  if (value !== undefined && value !== '') return one(name, value)
  if (value === undefined && next !== undefined && (next === '-' || !next.startsWith('-'))) {
    return { flags: [`--${name}=${next}`], takesNext: true }
  }
  throw errors.flagNeedsValue(`--${name}`, entry?.value ?? '<value>')
}

function one(name: string, value: string): Rewritten {
  return { flags: [`--${name}=${value}`], takesNext: false }
}

function asSwitch(name: string, positive: string, value = 'true'): string {
  const on = ['true', '1'].includes(value)
  if (!on && !['false', '0'].includes(value)) {
    throw errors.badFlagValue(`--${name}`, value, 'true or false')
  }
  return String(on === (name === positive))
}

function nameOfAlias(letter: string): string {
  const found = Object.entries(table).find(([, { alias }]) => alias === letter)
  if (!found) throw errors.unknownFlag(`-${letter}`, undefined)
  return found[0]
}
