import { errors } from '../../errors/errors.ts'
import type { Tree } from '../../model/tree.ts'
import { writtenBy } from '../../plan/change/plan-undo.ts'
import { atRisk } from '../../plan/change/plan-update.ts'
import type { Plan } from '../../plan/plan.ts'
import { readImages } from '../../project/existing/read-images.ts'
import {
  type GitQuestion,
  type Repository,
  uncommittedIn,
} from '../../project/existing/repository.ts'
import type { Leftovers } from '../../project/read-leftovers.ts'

type Committing = {
  readonly repository: Repository | undefined
  readonly question: GitQuestion
  /** What a killed run is about to have put back was committed when that run began. */
  readonly leftovers: Leftovers
  readonly disk: Tree
  /** What the record made. */
  readonly made: Tree
  /** Paths that the planner itself compares with what was made. */
  readonly compared?: readonly string[]
  /** The folder with the images of the last command. */
  readonly images: string
  /** Changes them all the same. */
  readonly dirty: boolean | undefined
}

/**
 * Refuses to change files of which git has no copy.
 * @returns what create-app wrote and nobody has committed yet, for the next command.
 */
export async function requireCommitted(
  { target, changes }: Pick<Plan, 'target' | 'changes'>,
  { repository, question, leftovers, disk, made, compared = [], images, dirty }: Committing,
): Promise<ReadonlyMap<string, string>> {
  if (!repository || changes.length === 0) return new Map()
  if (repository.busyWith !== undefined && !dirty) throw errors.gitBusy(repository.busyWith)
  const uncommitted = await uncommittedIn(target.dir, repository, question)
  if (uncommitted === undefined) {
    if (dirty) return new Map()
    throw errors.gitSilent()
  }
  const written = writtenBy(await readImages(images, leftovers))
  const risky = atRisk({ changes }, { uncommitted, disk, made, written })
  const others = risky.filter((path) => !leftovers.repairs.has(path) && !compared.includes(path))
  if (others.length > 0 && !dirty) throw errors.uncommitted(others)
  return new Map([...written].filter(([path]) => uncommitted.has(path)))
}
