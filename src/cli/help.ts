import type { Listed } from '../blueprints/catalog.ts'
import { type CommandEntry, commandTable, type FlagEntry, flagTable, spell } from '../plan/flags.ts'
import type { Colours } from '../report/colours.ts'
import { lineWidth, wrap } from '../report/wrap.ts'

/** The text of `--help`, within 80 columns. */
export function helpText(templates: readonly Listed[], { bold }: Colours): string {
  return [
    'create-app makes a project that runs, is tested and is committed.',
    '',
    bold('Usage'),
    ...columns(commandRows(), 30),
    '',
    bold('Templates'),
    ...columns(templates.map(({ id, description }) => [id, description])),
    '',
    bold('Flags'),
    ...columns(flagRows()),
    '',
    'Every flag can be set by its variable: CREATE_APP_TEMPLATE=api.',
    'A folder named like a command is written ./list.',
    '',
  ].join('\n')
}

/** Each command as it is typed, and what it does. */
export function commandRows(): readonly (readonly [string, string])[] {
  const others = Object.entries<CommandEntry>(commandTable).map(
    ([name, { words, about }]) =>
      [['create-app', name, words].filter(Boolean).join(' '), about] as const,
  )
  return [['create-app [dir]', 'make a project; asks for what is not said'], ...others]
}

/** Each flag as it is typed, and what it does. */
export function flagRows(): readonly (readonly [string, string])[] {
  return Object.entries<FlagEntry>(flagTable).map(([name, entry]) => [
    spell(name, entry),
    entry.about,
  ])
}

function columns(rows: readonly (readonly [string, string])[], widest = 26): readonly string[] {
  const width = Math.min(widest, Math.max(...rows.map(([left]) => left.length)))
  const indent = ' '.repeat(width + 4)
  return rows.flatMap(([left, right]) => {
    const [first = '', ...rest] = wrap(right, lineWidth - indent.length)
    const below = rest.map((line) => indent + line)
    return left.length > width
      ? [`  ${left}`, indent + first, ...below]
      : [`  ${left.padEnd(width)}  ${first}`, ...below]
  })
}
