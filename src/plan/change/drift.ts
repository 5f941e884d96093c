import type { Fate } from '../../merge/fate.ts'
import type { Fates } from '../../merge/merge-trees.ts'
import { isSameFile } from '../../merge/same-file.ts'
import type { Tree } from '../../model/tree.ts'

/** How a file of a project stands to its template. */
export type FileState =
  /** The project has it as the newest version of the template makes it. */
  | 'as-made'
  /** The person changed it, and nothing of the template waits. */
  | 'changed'
  /** The template makes it, and the project does not have it. */
  | 'missing'
  /** An update would change it. */
  | 'behind'
  /** An update would need a person to choose. */
  | 'conflicting'

/** The state of each file of a template, by its path in the project. */
export type Drift = ReadonlyMap<string, FileState>

/** How a project differs from what its template makes. Secrets, lockfiles, migrations and records do not count. */
export function driftIn(fates: Fates, disk: Tree): Drift {
  return new Map(
    [...fates].flatMap(([path, fate]) => {
      const state = stateOf(fate, path, disk)
      return state === undefined ? [] : [[path, state] as const]
    }),
  )
}

/** The paths of a state. */
export function pathsIn(drift: Drift, wanted: FileState): readonly string[] {
  return [...drift].flatMap(([path, state]) => (state === wanted ? [path] : []))
}

function stateOf(fate: Fate, path: string, disk: Tree): FileState | undefined {
  switch (fate.kind) {
    case 'outside':
      return undefined
    case 'unchanged':
      return unchangedStates[fate.reason]
    case 'taken':
      return 'behind'
    case 'merged': {
      const file = disk.get(path)
      return file && isSameFile(fate.file, file) ? 'changed' : 'behind'
    }
    case 'conflict':
      return 'conflicting'
    case 'kept':
      return keptStates[fate.reason]
  }
}

const unchangedStates = {
  same: 'as-made',
  'only-you-changed': 'changed',
  'you-deleted': 'missing',
} as const

const keptStates = {
  'you-deleted': 'missing',
  'dropped-but-edited': 'conflicting',
  'no-file': 'changed',
  'in-conflict': 'conflicting',
} as const
