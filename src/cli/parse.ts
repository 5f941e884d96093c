import { type AppError, errors, type MissingInput } from '../errors/errors.ts'
import {
  type Asked,
  type CommandEntries,
  type CommandEntry,
  defaultCommand,
  laterWords,
  reservedWords,
  subcommandsOf,
  type TypedParam,
  type WordSpec,
  type Words,
  wordSpecs,
} from '../flags/command-entry.ts'
import { type FlagName, type Flags, flagNames } from '../flags/flags.ts'
import { closestTo } from '../flags/suggest.ts'
import type { IO } from '../io.ts'
import { type CommandLine, readCommandLine } from './read-flags.ts'

/** What a command line asks for. `command` is the one that it names, and `flags` say how to report. */
export type Invocation = Version | Help | Call | Mistake

type Version = {
  readonly kind: 'version'
  readonly command: string
  readonly flags: Flags
}

type Help = {
  readonly kind: 'help'
  readonly command: string
  readonly flags: Flags
  /** A command or a group; the first page has none. */
  readonly topic: string | undefined
}

/** A command to carry out, with its arguments and the flags that it takes. */
export type Call = Asked & { readonly kind: 'call'; readonly command: string }

/** A command line that cannot be carried out. */
type Mistake = {
  readonly kind: 'mistake'
  readonly command: string
  readonly flags: Flags
  readonly error: AppError
}

type ParseOptions = { readonly env: IO['env']; readonly commands: CommandEntries }

/** Reads the command line against the tables of flags and commands. It never throws for what was typed. */
export function parse(argv: readonly string[], { env, commands }: ParseOptions): Invocation {
  const first = argv.find((word) => !word.startsWith('-')) ?? ''
  const hasParams = Object.hasOwn(commands, first) && commands[first]?.params === true
  const line = readCommandLine(argv, env, hasParams)
  const found = findCommand(line.words, commands)
  const { command, entry, rest } = found
  const { flags } = line
  const fail = (error: AppError): Mistake => ({ kind: 'mistake', command, flags, error })
  const ofParams = entry.params ? [] : line.unknown.map(({ mistake }) => mistake)
  const [mistake] = [...line.mistakes, ...ofParams]
  if (mistake) return fail(mistake)
  if (flags.version) return { kind: 'version', command, flags }
  if (command === 'help') {
    const topic = rest.length > 0 ? rest.join(' ') : undefined
    const error = topicMistake(topic, commands)
    return error ? fail(error) : { kind: 'help', command, flags, topic }
  }
  if (flags.help && !(entry.params && rest.length > 0)) {
    const topic = command === defaultCommand ? undefined : command
    return { kind: 'help', command, flags, topic }
  }
  const error = callMistake(found, { line, env, commands })
  if (error) return fail(error)
  const words = nameWords(wordSpecs(entry.words), rest)
  // Before those of the repeated argument are the command and the other arguments.
  const skipped = line.words.length - rest.length + wordSpecs(entry.words).length - 1
  const params = line.unknown.map(({ pair, before }): TypedParam => {
    return { pair, ...(before !== undefined && { before: before - skipped }) }
  })
  return { kind: 'call', command, words, flags: flagsFor(entry, line), params }
}

type FoundCommand = {
  readonly command: string
  readonly entry: CommandEntry
  /** The words after its name. */
  readonly rest: readonly string[]
}

/** Looks up the first two words, then the first word. If neither is a command, `create` is meant. */
function findCommand(words: readonly string[], commands: CommandEntries): FoundCommand {
  const [first = '', second = ''] = words
  const named = [`${first} ${second}`, first].find(
    (name) => name !== defaultCommand && Object.hasOwn(commands, name),
  )
  const command = named ?? defaultCommand
  const entry = commands[command]
  if (entry === undefined) throw new Error(`There is no command ${command}.`)
  return { command, entry, rest: words.slice(named === undefined ? 0 : named.split(' ').length) }
}

function topicMistake(topic: string | undefined, commands: CommandEntries): AppError | undefined {
  if (topic === undefined || Object.hasOwn(commands, topic)) return undefined
  return errors.unknownCommand(topic, closestTo(topic, Object.keys(commands)))
}

type CallContext = ParseOptions & { readonly line: CommandLine }

/** The first mistake in the command, its flags and its arguments, if there is one. */
function callMistake(
  found: FoundCommand,
  { line, env, commands }: CallContext,
): AppError | undefined {
  const { command, entry, rest } = found
  const { typed } = line
  const [first = ''] = rest
  const subcommands = subcommandsOf(commands, command)
  if (subcommands.length > 0) {
    return errors.unknownVerb(
      command,
      { verb: rest[0], verbs: subcommands },
      closestTo(first, subcommands),
    )
  }
  const idle = flagNames.find((name) => typed[name] !== undefined && !isTaken(name, entry))
  if (idle) return errors.notTaken(`--${idle}`, command)
  const isDefault = command === defaultCommand
  if (isDefault && laterWords.includes(first)) return errors.reservedWord(first)
  // Without `--`, npm keeps the flag of `--template api` for itself and passes on only its value.
  const npmTook = typed.template === undefined && env.npm_config_template === 'true'
  if (npmTook && entry.takes.includes('template')) return errors.npmTookFlags()
  const known = isDefault ? reservedWords(commands) : []
  return wordMistake({ entry, words: rest, known }) ?? disagreement(typed)
}

function isTaken(name: FlagName, { takes }: CommandEntry): boolean {
  return takes.includes(name) || name === 'help' || name === 'version'
}

type WordContext = {
  readonly entry: CommandEntry
  readonly words: readonly string[]
  /** The commands that the first word may be a misspelling of, if there are too many words. */
  readonly known: readonly string[]
}

function wordMistake({ entry, words, known }: WordContext): AppError | undefined {
  const specs = wordSpecs(entry.words)
  const empty = specs.findIndex(
    ({ name }, index) => words[index] === '' && entry.completes[name] === 'folder',
  )
  if (empty >= 0) return errors.badFolder('')
  const missing = specs.slice(words.length).filter(({ isRequired }) => isRequired)
  if (missing.length > 0) {
    return errors.missingArguments(missing.map(({ name }) => missingArgument(name, entry)))
  }
  const extra = specs.at(-1)?.repeats ? [] : words.slice(specs.length)
  return extra.length > 0 ? errors.tooManyWords(extra, closestTo(words[0] ?? '', known)) : undefined
}

function missingArgument(name: string, { completes }: CommandEntry): MissingInput {
  const choices = completes[name]
  return { id: name, flag: `<${name}>`, ...(typeof choices === 'object' ? { choices } : {}) }
}

function disagreement(typed: Flags): AppError | undefined {
  if (typed.install === false && typed.verify) {
    return errors.flagsDisagree(
      '--no-install',
      '--verify',
      'the tests need the installed packages.',
    )
  }
  if (typed.quiet && typed.verbose) {
    return errors.flagsDisagree('--quiet', '--verbose', 'one prints less, the other prints all.')
  }
  if (typed.json && typed.events) {
    return errors.flagsDisagree('--json', '--events', 'both write to standard output.')
  }
  if (typed.offline && typed['prefer-offline']) {
    return errors.flagsDisagree(
      '--offline',
      '--prefer-offline',
      '--offline includes --prefer-offline.',
    )
  }
  return undefined
}

/** Each argument under its name. */
function nameWords(specs: readonly WordSpec[], words: readonly string[]): Words {
  return Object.fromEntries(
    specs.map(({ name, repeats }, index) => [name, repeats ? words.slice(index) : words[index]]),
  )
}

/** The flags that the command takes. A variable of another flag is ignored. */
function flagsFor(
  { takes, typedOnly = [], params }: CommandEntry,
  { typed, flags }: CommandLine,
): Flags {
  const given = [...takes, ...(params ? (['help'] as const) : [])].map((name) => {
    return [name, typedOnly.includes(name) ? typed[name] : flags[name]] as const
  })
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Flags
}
