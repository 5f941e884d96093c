import { errors } from '../../errors/errors.ts'
import type { Addon, AddonEntry } from '../../model/generated/addon.ts'
import type { Need } from '../../model/generated/generator.ts'
import type { Tree } from '../../model/tree.ts'
import { dependenciesIn } from '../../packages/dependencies.ts'

/** The packages of a project that have what an add-on or a generator needs; the root is the empty string, and comes first. */
export function placesFor(
  { needs }: { readonly needs: readonly Need[] },
  tree: Tree,
): readonly string[] {
  const folders = [...tree.keys()].flatMap((path) => {
    return path.endsWith('package.json') ? [path.slice(0, -'package.json'.length)] : []
  })
  const fitting = folders.filter((at) => {
    const packageJson = String(tree.get(`${at}package.json`)?.content ?? '{}')
    return needs.every((need) => {
      if ('file' in need) return tree.has(at + need.file)
      return 'dependency' in need && dependenciesIn(packageJson).includes(need.dependency)
    })
  })
  return fitting.map((at) => at.replace(/\/$/, '')).sort()
}

/** @throws AppError for two add-ons that cannot be in one project. */
export function assertBeside(added: readonly Addon[], there: readonly AddonEntry[] = []): void {
  const ids = [...added, ...there].map(({ id }) => id)
  for (const { id, conflicts } of added) {
    const other = conflicts.find((one) => one !== id && ids.includes(one))
    if (other !== undefined) throw errors.addonConflict(id, other)
  }
}
