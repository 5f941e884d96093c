import { packageManagers } from '../model/package-manager.ts'
import { verifyLevels } from '../tasks/verify.ts'

/**
 * Every flag. Parsing, help, the docs and the types below are made from this table.
 * `switch`: on or off, with a `--no-` form. `value`: one text. `list`: may be given more than once.
 * `level`: a switch that may have a value.
 */
export const flagTable = {
  template: {
    kind: 'value',
    alias: 't',
    value: '<id or source>',
    completes: 'template',
    about: 'id, ./folder, gh:user/repo, npm:package or URL',
  },
  name: {
    kind: 'value',
    value: '<name>',
    about: 'package name; default: from the folder name. With --from: the name to replace',
  },
  title: {
    kind: 'value',
    value: '<text>',
    about: 'display name; default: the words of the folder name',
  },
  pm: {
    kind: 'value',
    value: '<name>[@version]',
    completes: packageManagers,
    about: `package manager: ${packageManagers.join(', ')}`,
  },
  set: { kind: 'list', value: '<question>=<value>', about: 'answer a question of the template' },
  add: {
    kind: 'list',
    value: '<add-on,…>',
    completes: 'addon',
    about: 'create the project with these add-ons',
  },
  answers: {
    kind: 'value',
    value: '<file or ->',
    completes: 'file',
    about: 'answers from a JSON file, such as .create-app.json',
  },
  install: {
    kind: 'switch',
    default: true,
    about: 'skip the install and the tests',
  },
  git: { kind: 'switch', about: 'skip git; --git: also inside another repository' },
  verify: {
    kind: 'level',
    levels: verifyLevels,
    default: 'quick',
    about: 'skip the tests; full: all checks and e2e tests',
  },
  yes: { kind: 'switch', alias: 'y', about: 'accept every default' },
  from: {
    kind: 'list',
    value: '<file>',
    completes: 'file',
    about: 'draft the generator from this file; may be repeated',
  },
  'dry-run': { kind: 'switch', alias: 'n', about: 'print the files and commands; change nothing' },
  json: { kind: 'switch', about: 'print one JSON document; never prompt' },
  events: { kind: 'switch', about: 'print one JSON event per line; never prompt' },
  offline: { kind: 'switch', about: 'never use the network; use cached templates' },
  'prefer-offline': { kind: 'switch', about: 'use the network only for what is not cached' },
  trust: { kind: 'switch', about: 'allow an external template to run its commands' },
  quiet: { kind: 'switch', alias: 'q', about: 'print only errors and the last line' },
  verbose: { kind: 'switch', about: 'print the full output of every task' },
  against: {
    kind: 'list',
    value: '<question>=<value>',
    about: 'show what these other answers would change',
  },
  file: { kind: 'value', value: '<path>', about: 'print one file of the project, or its changes' },
  accept: { kind: 'switch', about: 'update the snapshot' },
  to: {
    kind: 'value',
    value: '<version>',
    about: 'version of a fetched template: a tag, branch, commit, version or address',
  },
  restore: {
    kind: 'list',
    value: '<path>',
    about: 'make a file or folder again as the template has it',
  },
  'two-way': {
    kind: 'switch',
    about: 'compare without the files that the project was created with',
  },
  dirty: { kind: 'switch', about: 'also change files with uncommitted changes' },
  force: { kind: 'switch', about: 'delete also what you edited and what is no longer made' },
  strict: { kind: 'switch', about: 'also fail if you changed files' },
  schema: { kind: 'switch', about: 'print the JSON Schema of the params of a generator' },
  only: {
    kind: 'value',
    value: '<part,…>',
    about: 'the parts that a generator is to make, such as api',
  },
  in: {
    kind: 'value',
    value: '<folder>',
    completes: 'folder',
    about: 'the package of a monorepo that the code is for',
  },
  stat: { kind: 'switch', about: 'only count the changed lines of each file' },
  cwd: {
    kind: 'value',
    alias: 'C',
    value: '<dir>',
    completes: 'folder',
    about: 'run as if started in this folder',
  },
  help: { kind: 'switch', alias: 'h', about: 'print help' },
  version: { kind: 'switch', alias: 'v', about: 'print the version' },
} as const satisfies Record<string, FlagEntry>

export type FlagEntry = {
  readonly kind: 'switch' | 'value' | 'list' | 'level'
  readonly alias?: string
  readonly value?: string
  readonly levels?: readonly string[]
  readonly default?: boolean | string
  /** What a shell offers for its value. */
  readonly completes?: Completes
  readonly about: string
}

/**
 * What a shell offers for a value: templates, commands, folders or files on disk, or these words. `generated` is the id of
 * something that was generated, or of an add-on that is there; `entry` is the name of a generated thing.
 */
export type Completes =
  | ('template' | 'command' | 'folder' | 'file' | 'generator' | 'generated' | 'entry' | 'addon')
  | readonly string[]

type Table = typeof flagTable
export type FlagName = keyof Table

/** The names of all flags, in the order of the table. */
export const flagNames = Object.keys(flagTable) as readonly FlagName[]

type FlagValue<Entry extends FlagEntry> = Entry['kind'] extends 'switch'
  ? boolean
  : Entry extends { levels: readonly (infer Level)[] }
    ? Level | false
    : Entry['kind'] extends 'list'
      ? readonly string[]
      : string

/** The flags as they were given; a flag that was not given is undefined. */
export type Flags = {
  readonly [Name in FlagName]: FlagValue<Table[Name]> | undefined
}

/** The flags of a creation and its folder. */
export type CreateFlags = Flags & {
  readonly dir: string | undefined
}

/** How help writes a flag: `--no-install` if it is on by default. */
export function spell(name: string, entry: FlagEntry): string {
  if (entry.kind === 'level') return `--no-${name}, --${name}=${entry.levels?.at(-1)}`
  if (entry.kind === 'switch' && entry.default === true) return `--no-${name}`
  if (entry.kind === 'switch' && name === 'git') return '--[no-]git'
  const alias = entry.alias === undefined ? '' : `-${entry.alias}, `
  return `${alias}--${name}${entry.value === undefined ? '' : ` ${entry.value}`}`
}
