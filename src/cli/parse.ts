import mri from 'mri'
import { errors } from '../errors/errors.ts'
import {
  type CreateFlags,
  commands,
  type FlagEntry,
  type Flags,
  flagTable,
  isReserved,
  reservedWords,
  type Shell,
  shells,
  type TemplateFlags,
  type TemplateVerb,
  templateVerbs,
} from '../flags/flags.ts'
import { closestTo } from '../flags/suggest.ts'
import type { IO } from '../io.ts'
import { assertTakes } from './accepted-flags.ts'
import { normalize } from './normalize.ts'

/** What was asked for on the command line. */
export type Invocation =
  | { readonly command: 'create' | 'doctor' | 'resume'; readonly flags: CreateFlags }
  | { readonly command: 'template'; readonly verb: TemplateVerb; readonly flags: TemplateFlags }
  | { readonly command: 'completion'; readonly shell: Shell; readonly flags: Flags }
  | { readonly command: 'list'; readonly flags: Flags }
  | { readonly command: 'help' | 'version'; readonly flags: Flags }

const table: Readonly<Record<string, FlagEntry>> = flagTable
const flagNames = Object.keys(table)

/** Reads the command line against the flag table, or throws the catalogue's usage error. */
export function parse(argv: readonly string[], env: IO['env']): Invocation {
  const typed = read(argv)
  const flags: Flags = { ...read(fromEnvironment(env, typed.flags)).flags, ...typed.flags }
  const [first, ...rest] = typed.words
  if (flags.version) return { command: 'version', flags }
  if (flags.help) return { command: 'help', flags }
  const command = commands.find((name) => name === first)
  const outside = { typed: typed.flags, env, known: reservedWords }
  if (command !== 'template') assertTakes(command ?? 'create', typed.flags)
  switch (command) {
    case 'help':
      return { command, flags }
    case 'list':
      if (rest.length > 0) throw errors.tooManyWords(rest, undefined)
      return { command, flags }
    case 'completion':
      return { command, shell: shellIn(rest), flags }
    case 'template': {
      const { verb, words } = verbIn(rest)
      assertTakes(`${command} ${verb}`, typed.flags)
      return { command, verb, flags: { ...flags, ...templateFoldersIn(verb, words) } }
    }
    case 'doctor':
      return { command, flags: { ...flags, dir: folderIn(rest, { ...outside, known: [] }) } }
    case 'resume': {
      // What the record decides, no variable does.
      const { template } = typed.flags
      const dir = folderIn(rest, { ...outside, known: [] })
      return { command, flags: { ...flags, template, pm: undefined, dir } }
    }
    default:
      if (first !== undefined && isReserved(first)) throw errors.reservedWord(first)
      return { command: 'create', flags: { ...flags, dir: folderIn(typed.words, outside) } }
  }
}

/** The folder; when more words follow it, it was probably meant for one of the known words. */
function folderIn(
  [folder, ...rest]: readonly string[],
  { typed, env, known }: { typed: Flags; env: IO['env']; known: readonly string[] },
): string | undefined {
  if (folder === '') throw errors.badFolder(folder)
  // npm took `--template api` apart: the flag for itself, its value for one of our words.
  if (typed.template === undefined && env.npm_config_template === 'true') {
    throw errors.npmTookFlags()
  }
  if (rest.length > 0) throw errors.tooManyWords(rest, closestTo(folder ?? '', known))
  assertAgreement(typed)
  return folder
}

function shellIn([shell, ...rest]: readonly string[]): Shell {
  if (shell === undefined) throw errors.unknownShell(shell, shells)
  const known = shells.find((name) => name === shell)
  if (known === undefined) throw errors.unknownShell(shell, shells, closestTo(shell, shells))
  if (rest.length > 0) throw errors.tooManyWords(rest, undefined)
  return known
}

/** Which of the author's verbs is meant, and what follows it. */
function verbIn([first, ...words]: readonly string[]): {
  verb: TemplateVerb
  words: readonly string[]
} {
  const verb = templateVerbs.find((name) => name === first)
  if (verb !== undefined) return { verb, words }
  const suggestion = first === undefined ? undefined : closestTo(first, templateVerbs)
  throw errors.unknownVerb(first, templateVerbs, suggestion)
}

/** What is looked at is here where no folder is named; what is written has to be named. */
function templateFoldersIn(
  verb: TemplateVerb,
  words: readonly string[],
): Pick<TemplateFlags, 'dir' | 'project'> {
  const names = verb === 'dev' ? ['dir', 'project'] : ['dir']
  const extra = words.slice(names.length)
  if (extra.length > 0) throw errors.tooManyWords(extra, undefined)
  const required = verb === 'init' || verb === 'dev' ? names.slice(words.length) : []
  if (required.length > 0) {
    throw errors.missingInput(required.map((id) => ({ id, flag: `<${id}>` })))
  }
  const [dir = '.', project] = words
  const empty = words.find((word) => word === '')
  if (empty !== undefined) throw errors.badFolder(empty)
  return { dir, project }
}

function read(argv: readonly string[]): { words: readonly string[]; flags: Flags } {
  const parsed = mri([...normalize(argv)], {
    boolean: flagNames.filter((name) => table[name]?.kind === 'switch'),
    string: flagNames.filter((name) => table[name]?.kind !== 'switch'),
  })
  const given = flagNames.filter((name) => parsed[name] !== undefined)
  const flags = Object.fromEntries(given.map((name) => [name, flagValue(name, parsed[name])]))
  return { words: parsed._, flags: flags as Flags }
}

function flagValue(name: string, value: unknown): unknown {
  const entry = table[name]
  if (entry?.kind === 'list') return [value].flat()
  if (Array.isArray(value)) throw errors.flagTwice(`--${name}`)
  if (entry?.kind !== 'level') return value
  if (value === 'false') return false
  const levels = entry.levels ?? []
  const level = levels.find((candidate) => candidate === value)
  if (level === undefined) {
    const text = String(value)
    throw errors.badFlagValue(`--${name}`, text, levels.join(' or '), closestTo(text, levels))
  }
  return level
}

/** `CREATE_APP_DRY_RUN=1` is `--dry-run=1`: the lowest voice that still speaks of flags. */
function fromEnvironment(env: IO['env'], typed: Flags): readonly string[] {
  return flagNames.flatMap((name) => {
    const other = rivals[name]
    const rivalTyped = other !== undefined && typed[other]
    if (rivalTyped || name === 'help' || name === 'version') return []
    const isSwitch = table[name]?.kind === 'switch' || table[name]?.kind === 'level'
    return [name, ...(isSwitch ? [`no-${name}`] : [])].flatMap((spelling) => {
      const value = env[`CREATE_APP_${spelling.toUpperCase().replaceAll('-', '_')}`]
      return value ? [`--${spelling}=${value}`] : []
    })
  })
}

/** Of each pair one can be wanted; the typed one silences the other's variable. */
const rivals: Readonly<Record<string, keyof Flags>> = {
  json: 'events',
  events: 'json',
  quiet: 'verbose',
  verbose: 'quiet',
  offline: 'prefer-offline',
  'prefer-offline': 'offline',
}

function assertAgreement(typed: Flags): void {
  if (typed.install === false && typed.verify) {
    throw errors.flagsDisagree('--no-install', '--verify', 'the tests need what is installed.')
  }
  if (typed.quiet && typed.verbose) {
    throw errors.flagsDisagree('--quiet', '--verbose', 'one says less, the other says all.')
  }
  if (typed.json && typed.events) {
    throw errors.flagsDisagree('--json', '--events', 'each wants standard output for itself.')
  }
  if (typed.offline && typed['prefer-offline']) {
    throw errors.flagsDisagree('--offline', '--prefer-offline', 'the first includes the second.')
  }
}
