import type { IO } from '../../io.ts'
import { allLockfiles } from '../../model/package-manager.ts'
import type { Tree } from '../../model/tree.ts'
import type { Facts } from '../../plan/facts.ts'
import { findMoved } from '../../project/existing/find-moved.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import type { GitQuestion } from '../../project/existing/repository.ts'
import type { OpenedProject } from '../recorded/open-recorded.ts'

export function questionOf({ env }: IO, facts: Facts, signal: AbortSignal): GitQuestion {
  return { env, scrub: facts.gitVariables, signal }
}

/** The project's files at the paths of two trees, at those of lockfiles, and where files were moved. */
export async function readDisk(
  { target, leftovers }: Pick<OpenedProject, 'target' | 'leftovers'>,
  {
    base,
    wanted,
    others,
    question,
  }: { base: Tree; wanted: Tree; others: readonly string[]; question: GitQuestion },
) {
  const taken = new Set([...base.keys(), ...wanted.keys(), ...others])
  const found = await readFiles(target.dir, [...taken, ...allLockfiles], leftovers)
  const looking = { ...question, base, disk: found.tree, taken, leftovers }
  const moved = await findMoved(target.dir, looking)
  const own = await readFiles(target.dir, [...moved.values()], leftovers)
  return { disk: new Map([...found.tree, ...own.tree]), moved, blocked: found.blocked }
}
