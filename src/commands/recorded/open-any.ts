import { dirname, join, resolve } from 'node:path'
import { errors } from '../../errors/errors.ts'
import type { IO } from '../../io.ts'
import type { FoundProject } from '../../model/generated/addon.ts'
import { lockfileOwners, type PackageManagerName } from '../../model/package-manager.ts'
import { packageManagerOf } from '../../model/question.ts'
import { choiceIn, recordPath } from '../../model/record.ts'
import type { Target } from '../../plan/target.ts'
import { entryAt } from '../../project/disk.ts'
import { readAddons } from '../../project/existing/read-addons.ts'
import { type Leftovers, readLeftovers } from '../../project/read-leftovers.ts'
import { readRestoredRecord } from '../../project/read-record.ts'
import { projectTarget } from '../../project/read-target.ts'
import type { OpenedProject } from './open-recorded.ts'

/** A project that create-app made, or any other one. */
export type AnyProject = {
  readonly target: Target
  readonly leftovers: Leftovers
  /** Undefined where create-app did not make the project. */
  readonly record: FoundProject | undefined
  readonly packageManager: PackageManagerName
}

/** Opens the project that a folder is in: the nearest one, upwards, with a record; else with a package.json. */
export async function openAnyProject(
  typed: string | undefined,
  { cwd, io }: { cwd: string; io: Pick<IO, 'cwd'> },
): Promise<AnyProject> {
  const start = resolve(cwd, typed ?? '.')
  const recorded = await above(start, recordPath)
  const dir = recorded ?? (await above(start, 'package.json'))
  if (dir === undefined) throw errors.noProject(typed ?? '.')
  const leftovers = await readLeftovers(dir)
  const found = recorded === undefined ? undefined : await readRestoredRecord(dir, leftovers)
  const record = found && { ...found, addons: await readAddons(dir, leftovers) }
  const target = projectTarget(dir, { from: io.cwd(), leftovers, ...(record && { record }) })
  const packageManager = record
    ? packageManagerOf(choiceIn(record).answers).name
    : await packageManagerIn(dir)
  return { target, leftovers, record, packageManager }
}

async function above(start: string, file: string): Promise<string | undefined> {
  for (let dir = start, last = ''; dir !== last; last = dir, dir = dirname(dir)) {
    if ((await entryAt(join(dir, file))).kind === 'file') return dir
  }
  return undefined
}

async function packageManagerIn(dir: string): Promise<PackageManagerName> {
  for (const [file, owner] of Object.entries(lockfileOwners)) {
    if ((await entryAt(join(dir, file))).kind === 'file') return owner
  }
  return 'npm'
}

/** A project as add-ons see it: of one that create-app did not make, the record says nothing but its add-ons. */
export async function withAddons(project: AnyProject): Promise<OpenedProject> {
  const { target, leftovers, record } = project
  if (record) return { target, leftovers, record }
  const addons = await readAddons(target.dir, leftovers)
  return { target, leftovers, record: { createApp: '', blueprints: [], whole: {}, addons } }
}

/** Whether create-app did not make a project. A record that names no template is another thing. */
export function isForeign({ record }: OpenedProject): boolean {
  return Object.keys(record.whole).length === 0
}
