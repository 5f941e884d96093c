import type { IO } from '../../io.ts'
import type { FoundProject } from '../../model/generated/addon.ts'
import type { Target } from '../../plan/target.ts'
import { findProject } from '../../project/existing/find-project.ts'
import { readAddons } from '../../project/existing/read-addons.ts'
import { type Leftovers, readLeftovers } from '../../project/read-leftovers.ts'
import { readRestoredRecord } from '../../project/read-record.ts'
import { projectTarget } from '../../project/read-target.ts'

/** A project that exists, with its record. */
export type OpenedProject = {
  readonly target: Target
  readonly record: FoundProject
  readonly leftovers: Leftovers
}

/** Opens the project that a folder is in. */
export async function openRecorded(
  typed: string | undefined,
  { cwd, io }: { cwd: string; io: Pick<IO, 'cwd'> },
): Promise<OpenedProject> {
  const dir = await findProject(typed, cwd)
  const leftovers = await readLeftovers(dir)
  const addons = await readAddons(dir, leftovers)
  const record = { ...(await readRestoredRecord(dir, leftovers)), addons }
  return { record, leftovers, target: projectTarget(dir, { from: io.cwd(), leftovers, record }) }
}
