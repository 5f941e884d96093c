import type { Plan } from '../plan/plan.ts'
import type { Target } from '../plan/target.ts'
import { authorsPlan } from './authors-plan.ts'

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
export function planSnapshot({ path, before, after, ...input }: SnapshotInput): Plan {
  return authorsPlan({
    ...input,
    command: input.args[0] === 'generator' ? 'generator' : 'template',
    before: before ? new Map([[path, { content: before }]]) : new Map(),
    after: new Map([[path, { content: after }]]),
  })
}
