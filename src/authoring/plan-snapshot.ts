import { diff } from '../compose/diff.ts'
import { snapshotPath } from '../model/blueprint.ts'
import { printCommand } from '../model/command.ts'
import { recordSchema } from '../model/record.ts'
import { hashTree, type Tree } from '../model/tree.ts'
import type { Plan } from '../plan/plan.ts'
import type { Target } from '../plan/target.ts'

type SnapshotInput = {
  /** The template's folder. */
  readonly target: Target
  /** The snapshot that is there; undefined where none is. */
  readonly before: Uint8Array | undefined
  readonly after: Uint8Array | string
  readonly createApp: string
}

/** Plans the snapshot of a template. Pure. */
export function planSnapshot({ target, before, after, createApp }: SnapshotInput): Plan {
  const tree: Tree = new Map([[snapshotPath, { content: after }]])
  const args = ['template', 'test', target.shown, '--accept']
  return {
    version: 1,
    command: 'template',
    target,
    changes: diff(before ? new Map([[snapshotPath, { content: before }]]) : new Map(), tree),
    ...{ kept: [], tasks: [], warnings: [], nextSteps: [], scrub: [] },
    record: { schema: recordSchema, createApp, blueprints: [] },
    replay: printCommand({ file: 'create-app', args }),
    treeHash: hashTree(tree),
  }
}
