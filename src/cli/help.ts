import {
  type CommandEntries,
  type CommandEntry,
  subcommandsOf,
  usageOf,
} from '../flags/command-entry.ts'
import { type FlagEntry, type FlagName, flagTable, spell } from '../flags/flags.ts'
import type { ListedTemplate } from '../model/blueprint.ts'
import { type Page, wrap } from '../report/human/page.ts'

/** What a help page is made from. */
export type HelpInput = {
  readonly commands: CommandEntries
  readonly templates: readonly ListedTemplate[]
  readonly page: Page
  /** A command or a group; the first page has none. */
  readonly topic?: string | undefined
}

/** A name as it is typed, and what it means. */
export type HelpRow = readonly [typed: string, about: string]

/** The text of a help page, at most 80 columns wide. */
export function helpText(input: HelpInput): string {
  const { commands, topic } = input
  const entry = topic === undefined ? undefined : commands[topic]
  const lines =
    topic === undefined || entry === undefined ? firstPage(input) : commandPage(topic, entry, input)
  return `${lines.join('\n')}\n`
}

/** The rows of the first page: every command and group, but no subcommand. */
export function commandRows(commands: CommandEntries): readonly HelpRow[] {
  return Object.entries(commands).flatMap(([name, entry]) =>
    name.includes(' ') ? [] : [[usageOf(name, entry), entry.about] as const],
  )
}

export function flagRows(names: readonly FlagName[]): readonly HelpRow[] {
  const table: Readonly<Record<FlagName, FlagEntry>> = flagTable
  return names.map((name) => [spell(name, table[name]), table[name].about])
}

/** What a command does, in a sentence. */
export function sentenceOf({ about }: CommandEntry): string {
  return `${about.charAt(0).toUpperCase()}${about.slice(1)}.`
}

/** Wider prose is hard to read, however wide the screen is. */
const widest = 80

/** The first page shows the templates unless that makes it longer than a screen. */
const mostLines = 40

/** The flags that the first page shows. */
const mostUsed: readonly FlagName[] = [
  ...(['template', 'pm', 'set', 'yes', 'dry-run', 'install', 'json'] as const),
]

function firstPage(input: HelpInput): readonly string[] {
  const { commands, templates, page } = input
  const listed = templates.map(({ id, description }) => [id, description] as const)
  const withTemplates = (on: Page) => [
    ...prose('Creates a project that runs, is tested and is committed.', on),
    ...section('Commands', commandRows(commands), on),
    ...(listed.length > 0 ? section('Templates', listed, on) : []),
    ...section('Flags used most', flagRows(mostUsed), on),
    '',
    ...prose('All flags: create-app help create. Of a command: create-app help <command>.', on),
    ...prose('Each flag has a variable: CREATE_APP_TEMPLATE=api means --template api.', on),
    ...prose('To create a folder named list, write ./list.', on),
  ]
  const isLong = withTemplates({ ...page, columns: widest }).length > mostLines
  return isLong && listed.length > 0 ? firstPage({ ...input, templates: [] }) : withTemplates(page)
}

function commandPage(
  name: string,
  entry: CommandEntry,
  { commands, page }: HelpInput,
): readonly string[] {
  const { bold } = page.colours
  const subcommands = subcommandsOf(commands, name).flatMap((subcommand): readonly HelpRow[] => {
    const { words, about } = commands[`${name} ${subcommand}`] ?? entry
    return [[`${subcommand} ${words}`, about]]
  })
  const flags = entry.takes.length > 0 ? [...entry.takes, 'help' as const] : []
  return [
    ...prose(sentenceOf(entry), page),
    ...(entry.details === undefined ? [] : ['', ...prose(entry.details, page)]),
    ...['', bold('Usage'), `  ${usageOf(name, entry)}${flags.length > 0 ? ' [flags]' : ''}`],
    ...(subcommands.length > 0 ? section('Commands', subcommands, page) : []),
    ...(flags.length > 0 ? section('Flags', flagRows(flags), page) : []),
    ...(entry.examples.length > 0
      ? ['', bold('Examples'), ...entry.examples.map((line) => `  ${line}`)]
      : []),
    ...(subcommands.length > 0
      ? ['', ...prose(`Flags and examples: create-app help ${name} <command>`, page)]
      : []),
  ]
}

function prose(text: string, { columns }: Page): readonly string[] {
  return wrap(text, Math.min(columns, widest))
}

/** A heading and rows in two columns. A long left side gets a line of its own. */
function section(title: string, rows: readonly HelpRow[], page: Page): readonly string[] {
  const columns = Math.min(page.columns, widest)
  const most = Math.max(Math.floor(columns * 0.4), 12)
  const width = Math.max(...rows.map(([left]) => left.length).filter((length) => length <= most))
  const indent = ' '.repeat(width + 4)
  const lines = rows.flatMap(([left, right]) => {
    const [first = '', ...rest] = wrap(right, columns - indent.length)
    const below = rest.map((line) => indent + line)
    return left.length > width
      ? [`  ${left}`, indent + first, ...below]
      : [`  ${left.padEnd(width)}  ${first}`, ...below]
  })
  return ['', page.colours.bold(title), ...lines]
}
