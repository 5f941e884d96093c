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
}

/** Refuses to change files of which git has no copy. */
export async function requireCommitted(
  { target, changes }: Pick<Plan, 'target' | 'changes'>,
  { repository, question, leftovers, disk, made, compared = [], images }: Committing,
): Promise<void> {
  if (!repository || changes.length === 0) return
  if (repository.busyWith !== undefined) throw errors.gitBusy(repository.busyWith)
  const uncommitted = await uncommittedIn(target.dir, repository, question)
  if (uncommitted === undefined) throw errors.gitSilent()
  const written = writtenBy(await readImages(images, leftovers))
  const risky = atRisk({ changes }, { uncommitted, disk, made, written })
  const others = risky.filter((path) => !leftovers.repairs.has(path) && !compared.includes(path))
  if (others.length > 0) throw errors.uncommitted(others)
}
