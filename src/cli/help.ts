import {
  type CommandEntry,
  commandTable,
  type FlagEntry,
  flagTable,
  spell,
  templateTable,
} from '../flags/flags.ts'
import type { ListedTemplate } from '../model/blueprint.ts'
import { type Page, wrap } from '../report/human/page.ts'

/** The text of `--help`, within 80 columns, or fewer where there are fewer. */
export function helpText(
  templates: readonly ListedTemplate[],
  { columns, colours: { bold } }: Page,
): string {
  const list = listIn(Math.min(columns, widest))
  return [
    'create-app makes a project that runs, is tested and is committed.',
    '',
    bold('Usage'),
    ...list(commandRows(), 30),
    '',
    bold('Templates'),
    ...list(templates.map(({ id, description }) => [id, description])),
    '',
    bold('Flags'),
    ...list(flagRows()),
    '',
    'Every flag can be set by its variable: CREATE_APP_TEMPLATE=api.',
    'A folder named like a command is written ./list.',
    '',
  ].join('\n')
}

/** Each command as it is typed, and what it does. */
export function commandRows(): readonly (readonly [string, string])[] {
  const others = Object.entries<CommandEntry>(commandTable).flatMap(([name, entry]) =>
    name === 'template'
      ? Object.entries(templateTable).map(([verb, one]) => commandRow(`${name} ${verb}`, one))
      : [commandRow(name, entry)],
  )
  return [['create-app [dir]', 'make a project; asks for what is not said'], ...others]
}

function commandRow(name: string, { words, about }: CommandEntry): readonly [string, string] {
  return [['create-app', name, words].filter(Boolean).join(' '), about]
}

/** Each flag as it is typed, and what it does. */
export function flagRows(): readonly (readonly [string, string])[] {
  return Object.entries<FlagEntry>(flagTable).map(([name, entry]) => [
    spell(name, entry),
    entry.about,
  ])
}

/** Prose that is wider than this is hard to read, however wide the screen. */
const widest = 80

function listIn(columns: number) {
  return (rows: readonly (readonly [string, string])[], most = 26): readonly string[] => {
    const width = Math.min(most, Math.max(...rows.map(([left]) => left.length)))
    const indent = ' '.repeat(width + 4)
    return rows.flatMap(([left, right]) => {
      const [first = '', ...rest] = wrap(right, columns - indent.length)
      const below = rest.map((line) => indent + line)
      return left.length > width
        ? [`  ${left}`, indent + first, ...below]
        : [`  ${left.padEnd(width)}  ${first}`, ...below]
    })
  }
}
