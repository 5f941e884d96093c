import type { IO } from '../../io.ts'
import { changingHistories } from '../../merge/history.ts'
import { packageManagerOf } from '../../model/question.ts'
import { choiceIn } from '../../model/record.ts'
import type { Tree } from '../../model/tree.ts'
import type { Migrating } from '../../plan/change/migration-task.ts'
import { modelChanges, schemaFolder } from '../../plan/change/model-changes.ts'
import { readableAfter } from '../../plan/change/plan-change.ts'
import { type Plan, treeOf } from '../../plan/plan.ts'
import { usesOwnDatabase } from '../../project/existing/own-database.ts'
import type { ComparedProject } from './compare-project.ts'

/**
 * Which models an update changes. Rows may be deleted only if the person chose another answer, which takes their table
 * out, and no server of the person has them.
 */
export async function migratingIn(
  compared: ComparedProject,
  changed: Plan,
  env: IO['env'],
): Promise<Migrating> {
  const { disk, target, record, next, leftovers } = compared
  const tree = readableAfter(disk, changed)
  const models = modelChanges(changed.changes, tree, startOf(compared))
  const [before, now] = [choiceIn(record).answers, choiceIn(next.record).answers]
  const isAsked = Object.entries(before).some(([id, value]) => {
    return id !== 'pm' && now[id] !== undefined && now[id] !== value
  })
  const folders = models.map(({ folder }) => folder)
  const isOwn = isAsked && (await usesOwnDatabase(target.dir, { folders, env, leftovers }))
  return { models, tree, mayDrop: isAsked && !isOwn, packageManager: packageManagerOf(now) }
}

/** The schemas of databases that are new in the project, and that come with their migrations. */
function startOf({ made, wanted, disk, next }: ComparedProject): Tree {
  const folders = changingHistories({ base: made, disk, next: wanted })
  return new Map(
    [...treeOf(next)].filter(([path]) => folders.includes(schemaFolder(path) ?? 'none')),
  )
}
