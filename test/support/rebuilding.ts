import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import type { Catalog } from '../../src/blueprints/catalog.ts'
import { type BothSides, bothSides } from '../../src/commands/compared/both-sides.ts'
import type { Planning } from '../../src/commands/recorded/plan-next.ts'
import type { SourceFlags } from '../../src/commands/recorded/recorded-source.ts'
import { flagNames } from '../../src/flags/flags.ts'
import { recordPath } from '../../src/model/record.ts'
import { modeOf, type Tree } from '../../src/model/tree.ts'
import { readLeftovers } from '../../src/project/read-leftovers.ts'
import { readRecord } from '../../src/project/read-record.ts'
import { projectTarget } from '../../src/project/read-target.ts'
import type { ResultDocument } from '../../src/report/result.ts'
import { snapshot, temporaryFolder } from './folders.ts'
import { fakeOutside, runProgram } from './program.ts'
import { assertFits } from './schemas.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The files of a new project, `app` in a new folder. */
export async function created(
  catalog: Catalog,
  args: readonly string[],
  env: Env = {},
): Promise<string> {
  const cwd = await temporaryFolder()
  const all = ['app', '--pm', 'npm@11.0.0', ...args, '--no-install', '--no-git', '--json']
  const { stdout } = await runProgram(all, { cwd, env, catalog })
  const { error, projectDir }: ResultDocument = JSON.parse(stdout)
  expect(error).toBeNull()
  const record = await readFile(join(projectDir ?? '', recordPath), 'utf8')
  assertFits('record', JSON.parse(record))
  return join(cwd, 'app')
}

export type Rebuilt = BothSides & {
  /** The codes of the warnings that were reported meanwhile. */
  readonly warned: readonly string[]
}

/** Rebuilds a project as `update` would. */
export async function rebuild(
  dir: string,
  how: {
    catalog: Catalog
    env?: Env
    flags?: Partial<SourceFlags>
    ask?: Planning['ask']
  },
): Promise<Rebuilt> {
  const from = dirname(dir)
  const { io } = fakeOutside([], { cwd: from, env: how.env ?? {} })
  const record = { ...(await readRecord(dir, from)), addons: [] }
  const target = projectTarget(dir, { from, leftovers: await readLeftovers(dir), record })
  const none = Object.fromEntries(flagNames.map((name) => [name, undefined]))
  const flags = { ...none, git: false, dir, ...how.flags } as SourceFlags
  const warned: string[] = []
  const sides = await bothSides(record, flags, {
    ...{ command: 'update', catalog: how.catalog, cwd: from, io, target },
    report: { warn: ({ code }) => void warned.push(code), aside() {} },
    signal: new AbortController().signal,
    random: () => 'a-new-secret',
    ...(how.ask && { ask: how.ask }),
  })
  return { ...sides, warned }
}

/** The files of a project on disk, without its secrets. */
export async function filesOf(dir: string): Promise<Record<string, string>> {
  const files = Object.entries(await snapshot(dir))
  return Object.fromEntries(files.filter(([path]) => !/(?:^|\/)\.env$/.test(path)))
}

/** A tree as `snapshot` shows a folder, without its secrets. */
export function shown(tree: Tree | undefined): Record<string, string> {
  const open = [...(tree ?? [])].filter(([, { secret }]) => !secret)
  const files = open.map(([path, file]): [string, string] => {
    return [path, `${modeOf(file).toString(8)} ${Buffer.from(file.content).toString('latin1')}`]
  })
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Changes the text of a project's record. */
export async function editRecord(dir: string, edit: (record: string) => string): Promise<void> {
  const file = join(dir, recordPath)
  const text = await readFile(file, 'utf8')
  expect(edit(text)).not.toBe(text)
  await writeFile(file, edit(text))
}
