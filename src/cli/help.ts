import type { Listed } from '../blueprints/catalog.ts'
import { type FlagEntry, flagTable, spell } from '../plan/flags.ts'
import type { Colours } from '../report/colours.ts'
import { wrap } from '../report/page.ts'

/** The text of `--help`, within 80 columns. */
export function helpText(templates: readonly Listed[], { bold }: Colours): string {
  return [
    'create-app makes a project that runs, is tested and is committed.',
    '',
    bold('Usage'),
    '  create-app [dir] [flags]     make a project; asks for what is not said',
    '  create-app list              the templates',
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

/** Each flag as it is typed, and what it does. */
export function flagRows(): readonly (readonly [string, string])[] {
  return Object.entries<FlagEntry>(flagTable).map(([name, entry]) => [
    spell(name, entry),
    entry.about,
  ])
}

const lineWidth = 80

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.min(26, Math.max(...rows.map(([left]) => left.length)))
  const indent = ' '.repeat(width + 4)
  return rows.flatMap(([left, right]) => {
    const [first = '', ...rest] = wrap(right, lineWidth - indent.length)
    const below = rest.map((line) => indent + line)
    return left.length > width
      ? [`  ${left}`, indent + first, ...below]
      : [`  ${left.padEnd(width)}  ${first}`, ...below]
  })
}
