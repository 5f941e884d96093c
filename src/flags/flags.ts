import { packageManagers } from '../model/package-manager.ts'
import { verifyLevels } from '../tasks/verify.ts'

/**
 * Every flag, once. Parsing, help, the README's table and the types below come from here.
 * `switch`: on or off, with a `--no-` twin. `value`: one text. `list`: repeatable.
 * `level`: a switch that may carry a value.
 */
export const flagTable = {
  template: {
    kind: 'value',
    alias: 't',
    value: '<id or source>',
    completes: 'template',
    about: 'what to start from: an id, ./folder, gh:user/repo, npm:package, a URL',
  },
  name: { kind: 'value', value: '<name>', about: 'package name, when it is not the folder’s' },
  title: { kind: 'value', value: '<text>', about: 'what people read; default: the folder’s name' },
  pm: {
    kind: 'value',
    value: `<${packageManagers.join('|')}>[@version]`,
    completes: packageManagers,
    about: 'package manager; default: the one that started us, else npm',
  },
  set: { kind: 'list', value: '<question>=<value>', about: 'answer a question of the template' },
  answers: {
    kind: 'value',
    value: '<file or ->',
    completes: 'file',
    about: 'take the answers from a record or JSON',
  },
  install: { kind: 'switch', default: true, about: 'do not install; skips the tests too' },
  git: { kind: 'switch', about: 'no repository; --git starts one even inside another' },
  verify: {
    kind: 'level',
    levels: verifyLevels,
    default: 'quick',
    about: 'do not run the tests; --verify=full: check and e2e too',
  },
  yes: { kind: 'switch', alias: 'y', about: 'take every default' },
  'dry-run': { kind: 'switch', alias: 'n', about: 'print every file and command, do nothing' },
  json: { kind: 'switch', about: 'print one JSON document, ask nothing' },
  events: { kind: 'switch', about: 'print one JSON event a line, ask nothing' },
  offline: { kind: 'switch', about: 'never use the network: templates from the cache' },
  'prefer-offline': { kind: 'switch', about: 'use the network only for what no cache has' },
  trust: { kind: 'switch', about: 'let a template that is not built in run its commands' },
  quiet: { kind: 'switch', alias: 'q', about: 'print errors and the last line only' },
  verbose: { kind: 'switch', about: 'print everything the tasks print' },
  against: {
    kind: 'list',
    value: '<question>=<value>',
    of: 'template',
    about: 'template preview: what other answers would change',
  },
  file: {
    kind: 'value',
    value: '<path>',
    of: 'template',
    about: 'template preview: one file of the project, or its changes',
  },
  accept: {
    kind: 'switch',
    of: 'template',
    about: 'template test: what is made now is what is to be made',
  },
  cwd: {
    kind: 'value',
    alias: 'C',
    value: '<dir>',
    completes: 'folder',
    about: 'as if started there',
  },
  help: { kind: 'switch', alias: 'h', about: 'print this' },
  version: { kind: 'switch', alias: 'v', about: 'print the version' },
} as const satisfies Record<string, FlagEntry>

export type FlagEntry = {
  readonly kind: 'switch' | 'value' | 'list' | 'level'
  readonly alias?: string
  readonly value?: string
  readonly levels?: readonly string[]
  readonly default?: boolean | string
  /** What a shell offers for its value. */
  readonly completes?: 'template' | 'folder' | 'file' | readonly string[]
  /** The one command that takes it. */
  readonly of?: 'template'
  readonly about: string
}

export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

/** Every command but `create`, which needs no word; `words` are what may follow it. */
export const commandTable = {
  list: { about: 'the templates' },
  doctor: { words: '[dir]', about: 'what would fail, before anything is written' },
  resume: { words: '[dir]', about: 'do what a creation left undone' },
  template: { words: '<verb> [dir]', about: 'what the authors of templates need' },
  completion: { words: '<shell>', about: `a script that completes: ${shells.join(', ')}` },
  help: { about: 'this text' },
} as const satisfies Record<string, CommandEntry>

export type CommandEntry = { readonly words?: string; readonly about: string }
export type CommandName = keyof typeof commandTable

/** What `template` does; `words` are what may follow it. */
export const templateTable = {
  init: { words: '<dir>', about: 'begin a template, or make one of a project' },
  lint: { words: '[dir]', about: 'what is wrong with a template, with file and line' },
  preview: { words: '[dir]', about: 'what a template would make; writes nothing' },
  test: { words: '[dir]', about: 'make it with every combination of its answers, and test that' },
  dev: { words: '<dir> <project>', about: 'make a project of it that follows its changes' },
} as const satisfies Record<string, CommandEntry>

export type TemplateVerb = keyof typeof templateTable

export const templateVerbs = Object.keys(templateTable) as readonly TemplateVerb[]

export const commands = Object.keys(commandTable) as readonly CommandName[]

/** Says whether a first word is, or will be, a command; a folder of such a name is written `./add`. */
export function isReserved(word: string): boolean {
  return reservedWords.includes(word)
}

export const reservedWords: readonly string[] = [
  ...commands,
  ...['create', 'add', 'remove', 'generate'],
  ...['update', 'diff', 'check', 'learn', 'metrics', 'mcp'],
]

type Table = typeof flagTable
export type FlagName = keyof Table

type FlagValue<Entry extends FlagEntry> = Entry['kind'] extends 'switch'
  ? boolean
  : Entry extends { levels: readonly (infer Level)[] }
    ? Level | false
    : Entry['kind'] extends 'list'
      ? readonly string[]
      : string

/** What was typed on the command line; what was not typed is undefined. */
export type Flags = {
  readonly [Name in FlagName]: FlagValue<Table[Name]> | undefined
}

/** The flags of `create`, with the folder. */
export type CreateFlags = Flags & {
  readonly dir: string | undefined
}

/** The flags of a verb of `template`, with the template's folder and, where it takes one, a project's. */
export type TemplateFlags = Flags & {
  readonly dir: string
  readonly project: string | undefined
}

/** How a flag is written in help: `--no-install` where the default is on. */
export function spell(name: string, entry: FlagEntry): string {
  if (entry.kind === 'level') return `--no-${name}, --${name}=${entry.levels?.at(-1)}`
  if (entry.kind === 'switch' && entry.default === true) return `--no-${name}`
  if (entry.kind === 'switch' && name === 'git') return '--[no-]git'
  const alias = entry.alias === undefined ? '' : `-${entry.alias}, `
  return `${alias}--${name}${entry.value === undefined ? '' : ` ${entry.value}`}`
}
