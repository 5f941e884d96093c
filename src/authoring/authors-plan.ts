import { diff } from '../compose/diff.ts'
import type { NextStep } from '../model/blueprint.ts'
import { printCommand } from '../model/command.ts'
import { type ProjectRecord, recordSchema } from '../model/record.ts'
import { hashTree, type Tree } from '../model/tree.ts'
import type { Plan } from '../plan/plan.ts'

type AuthorsFiles = Pick<Plan, 'command' | 'target'> & {
  /** What is there of the files that are written. */
  readonly before: Tree
  readonly after: Tree
  readonly createApp: string
  /** Where the folder is a project. */
  readonly record?: Partial<ProjectRecord> | undefined
  /** The command, as it is typed. */
  readonly args: readonly string[]
}

/** Plans files for authors of blueprints: they are written, and nothing is run. Pure. */
export function authorsPlan(input: AuthorsFiles): Plan {
  const { command, target, before, after, createApp, record, args } = input
  return {
    ...{ version: 1, command, target, changes: diff(before, after) },
    ...{ kept: [], tasks: [], warnings: [], nextSteps: [], scrub: [] },
    record: { schema: recordSchema, createApp, blueprints: [], ...record },
    replay: printCommand({ file: 'create-app', args }),
    treeHash: hashTree(after),
  }
}

/** A command of create-app to type next. */
export function authorsStep(title: string, args: readonly string[]): NextStep {
  return { title, command: printCommand({ file: 'create-app', args }) }
}
