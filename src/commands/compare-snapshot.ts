import { apply } from '../apply/apply.ts'
import { planSnapshot } from '../authoring/plan-snapshot.ts'
import { differencesOf, readSnapshot } from '../authoring/snapshot.ts'
import type { Held } from '../authoring/trial.ts'
import { readLeftovers, restoredBytes } from '../project/read-leftovers.ts'
import { projectTarget } from '../project/read-target.ts'
import { onlyWarnings } from './only-warnings.ts'
import type { Session } from './session.ts'

type ComparedSnapshot = {
  /** Absolute path of the folder, and the path of the snapshot in it. */
  readonly dir: string
  readonly path: string
  /** The snapshot of what is made now. */
  readonly text: string
  readonly accept: boolean
  /** Whether every combination was made. */
  readonly all: boolean
  /** The command, as it is typed. */
  readonly args: readonly string[]
}

/** Compares what is made now with the snapshot; only `--accept` writes. */
export async function compareSnapshot(
  { dir, path, text, accept, all, args }: ComparedSnapshot,
  { io, catalog, signal, report }: Session,
): Promise<Held> {
  const leftovers = await readLeftovers(dir)
  const found = await restoredBytes(dir, leftovers, path)
  const before = found && readSnapshot(String(found))
  const differences = differencesOf(before ?? new Map(), readSnapshot(text) ?? new Map(), { all })
  const isSame = found !== undefined && before !== undefined && differences.length === 0
  if (!isSame && !accept) {
    return found === undefined
      ? { status: 'missing', differences: [] }
      : { status: 'differs', differences }
  }
  if (accept && (!isSame || leftovers.stages.length > 0)) {
    const target = projectTarget(dir, { from: io.cwd(), leftovers })
    const after = isSame ? found : text
    const plan = planSnapshot({
      ...{ target, path, before: found, after, args },
      createApp: catalog.version,
    })
    await apply(plan, { env: io.env, signal, onEvent: onlyWarnings(report) })
  }
  return isSame ? { status: 'same', differences } : { status: 'accepted', differences }
}
