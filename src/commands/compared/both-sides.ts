import type { FoundProject } from '../../model/generated/addon.ts'
import { type PlannedNext, type Planning, planNext } from '../recorded/plan-next.ts'
import { type Base, rebuildBase } from '../recorded/rebuild-base.ts'
import type { SourceFlags } from '../recorded/recorded-source.ts'
import { refuseLater } from '../recorded/recorded-version.ts'

/** What an update compares the project with. */
export type BothSides = PlannedNext & {
  /** What the project was created with. */
  readonly base: Base
}

/**
 * Rebuilds what a project was created with, and plans what the newer template would make of the same record.
 * @throws AppError for a record of a later create-app, or one that create-app did not write.
 */
export async function bothSides(
  record: FoundProject,
  flags: SourceFlags,
  planning: Planning,
): Promise<BothSides> {
  const { catalog, command, target } = planning
  const args = [command, ...(target.shown === '.' ? [] : [target.shown])]
  refuseLater(record, { shown: target.shown, running: catalog.version, args })
  const planned = await planNext(record, flags, planning)
  return { ...planned, base: await rebuildBase(record, flags, planning) }
}
