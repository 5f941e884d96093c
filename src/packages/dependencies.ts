import { readFields } from '../edits/json/json.ts'
import type { Change, TreeFile } from '../model/tree.ts'

/** The names of all packages that a package.json asks for. */
export function dependenciesIn(packageJson: string): readonly string[] {
  const fields = readFields(packageJson)
  return ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap(
    (list) => Object.keys((fields[list] ?? {}) as object),
  )
}

/** The packages that changes of package.json files ask for, and no longer ask for. */
export function changedDependencies(changes: readonly Change[]): {
  readonly added: readonly string[]
  readonly removed: readonly string[]
} {
  const asked = (file: TreeFile | undefined) => {
    return typeof file?.content === 'string' ? dependenciesIn(file.content) : []
  }
  const all = changes
    .filter(({ path }) => /(?:^|\/)package\.json$/.test(path))
    .map((change) => ({
      before: asked('before' in change ? change.before : undefined),
      after: asked('after' in change ? change.after : undefined),
    }))
  return {
    added: all.flatMap(({ before, after }) => after.filter((name) => !before.includes(name))),
    removed: all.flatMap(({ before, after }) => before.filter((name) => !after.includes(name))),
  }
}
