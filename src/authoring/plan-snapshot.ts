import { diff } from '../compose/diff.ts'
import { printCommand } from '../model/command.ts'
import { recordSchema } from '../model/record.ts'
import { hashTree, type Tree } from '../model/tree.ts'
import type { Plan } from '../plan/plan.ts'
import type { Target } from '../plan/target.ts'

type SnapshotInput = {
  /** The folder of the template or of the project. */
  readonly target: Target
  /** The path of the snapshot in it. */
  readonly path: string
  /** The snapshot that is there; undefined where none is. */
  readonly before: Uint8Array | undefined
  readonly after: Uint8Array | string
  readonly createApp: string
  /** The command that accepts it, as it is typed. */
  readonly args: readonly string[]
}

/** Plans the snapshot of a template or a generator. Pure. */
export function planSnapshot(input: SnapshotInput): Plan {
  const { target, path, before, after, createApp, args } = input
  const tree: Tree = new Map([[path, { content: after }]])
  return {
    version: 1,
    command: args[0] === 'generator' ? 'generator' : 'template',
    target,
    changes: diff(before ? new Map([[path, { content: before }]]) : new Map(), tree),
    ...{ kept: [], tasks: [], warnings: [], nextSteps: [], scrub: [] },
    record: { schema: recordSchema, createApp, blueprints: [] },
    replay: printCommand({ file: 'create-app', args }),
    treeHash: hashTree(tree),
  }
}
