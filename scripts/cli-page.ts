import { flagRows, sentenceOf } from '../src/cli/help.ts'
import {
  type CommandEntries,
  type CommandEntry,
  subcommandsOf,
  usageOf,
} from '../src/flags/command-entry.ts'
import { flagNames } from '../src/flags/flags.ts'

/** The text of docs/cli.md. */
export function cliPage(commands: CommandEntries): string {
  return [
    '# Commands and flags',
    '<!-- Written by npm run docs, from src/cli/command-table.ts and src/flags/flags.ts. -->',
    '`create-app help` and `create-app help <command>` print the same in a terminal. Through npm, flags come after `--`:',
    shell([
      'npm create app@latest my-api -- --template api',
      'npm create app@latest resume my-api',
    ]),
    '## Commands',
    table('command', allRows(commands)),
    'A folder that is named like a command, or like one of the [reserved words](contract.md#commands), is written `./list`.',
    ...Object.entries(commands).flatMap(([name, entry]) => section(name, entry, commands)),
    '## Flags',
    'Flags may stand before or after the folder, and every switch has a `--no-` form. A flag that a command does not take is an error.',
    table('flag', flagRows(flagNames)),
    '[The contract](contract.md#flags) says how flags, variables and defaults combine.',
    '## Environment variables',
    'Every flag has a variable: `CREATE_APP_TEMPLATE=api` is `--template api`, `CREATE_APP_NO_INSTALL=1` is `--no-install`. A flag that is typed overrides its variable.',
    table('variable', variables),
    '## Exit codes',
    '[The contract](contract.md#exit-codes-permanent) lists every exit code. 0 means success.',
    '',
  ].join('\n\n')
}

const variables = [
  ['CI', 'no questions, no line that is drawn again; `0` and `false` count as unset'],
  ['TERM=dumb', 'no questions, no colours'],
  ['NO_COLOR, FORCE_COLOR', 'without and with colours, whatever the output is'],
  ['GITHUB_TOKEN', 'the token for templates on GitHub'],
  ['GIGET_AUTH', 'the token for templates on any host'],
  ['GIGET_GITHUB_URL, GIGET_GITLAB_URL', 'the address of a GitHub or GitLab of your own'],
  ['HTTPS_PROXY, ALL_PROXY, NO_PROXY', 'the proxy for fetching templates'],
  ['XDG_CACHE_HOME', 'the folder for the cache of fetched templates'],
] as const

/** Every command and subcommand, without the groups. */
function allRows(commands: CommandEntries) {
  return Object.entries(commands).flatMap(([name, entry]) =>
    isGroup(name, commands) ? [] : [[usageOf(name, entry), entry.about] as const],
  )
}

function isGroup(name: string, commands: CommandEntries): boolean {
  return subcommandsOf(commands, name).length > 0
}

function section(name: string, entry: CommandEntry, commands: CommandEntries): readonly string[] {
  if (isGroup(name, commands)) return []
  const flags = flagRows(entry.takes)
    .map(([typed]) => `\`${longForm(typed)}\``)
    .join(', ')
  return [
    `### \`${usageOf(name, entry)}\``,
    [sentenceOf(entry), entry.details].filter(Boolean).join(' '),
    ...(flags === '' ? [] : [`Flags: ${flags}.`]),
    shell(entry.examples),
  ]
}

/** `--template` of `-t, --template <id or source>`, `--no-verify` of `--no-verify, --verify=full`. */
function longForm(typed: string): string {
  return /--[^ ,]+/.exec(typed)?.[0] ?? typed
}

function shell(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n')
}

/** A table of inputs and their meanings. */
export function table(title: string, rows: readonly (readonly [string, string])[]): string {
  return [
    `| ${title} | |`,
    '| --- | --- |',
    ...rows.map(([left, right]) => `| \`${left.replaceAll('|', '\\|')}\` | ${right} |`),
  ].join('\n')
}
