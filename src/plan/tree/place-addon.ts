import { errors } from '../../errors/errors.ts'
import type { Blueprint } from '../../model/blueprint.ts'
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
  const fitting = folders.filter((at) => unmetIn(needs, at, tree) === undefined)
  return fitting.map((at) => at.replace(/\/$/, '')).sort()
}

/** The first need that a package of a tree does not meet. */
function unmetIn(needs: readonly Need[], at: string, tree: Tree): Need | undefined {
  const packageJson = String(tree.get(`${at}package.json`)?.content ?? '{}')
  return needs.find((need) => {
    if ('file' in need) return !tree.has(at + need.file)
    return !('dependency' in need && dependenciesIn(packageJson).includes(need.dependency))
  })
}

/** What an add-on needs and none of some others brings. */
export function needsBeside(
  { needs }: Pick<Addon, 'needs'>,
  others: readonly Addon[],
): readonly Need[] {
  const brought = others.flatMap(({ layers, ...own }) => [...layers, own].map(({ files }) => files))
  return needs.filter((need) => brought.every((files) => unmetIn([need], '', files) !== undefined))
}

/** What a package that has an add-on lacks of what the add-on needs, if there is anything. */
export function lacking(
  { needs, place }: Pick<Addon, 'needs' | 'place'>,
  tree: Tree,
): string | undefined {
  const unmet = unmetIn(needs, place ? `${place.into}/` : '', tree)
  return unmet && Object.values(unmet).join('')
}

/** An add-on with the variants of it that fit its package. */
export function settled(addon: Addon, tree: Tree): Addon {
  const at = addon.place ? `${addon.place.into}/` : ''
  const fitting = Object.entries(addon.variants).flatMap(([id, choices]) => {
    const choice = Object.entries(choices).find(
      ([, needs]) => unmetIn(needs, at, tree) === undefined,
    )
    return choice ? [[id, choice[0]] as const] : []
  })
  return { ...addon, settled: Object.fromEntries(fitting) }
}

/** @throws AppError for two add-ons that cannot be in one project, and for one that is not for its template. */
export function assertBeside(
  added: readonly Addon[],
  { blueprints, addons = [] }: AddonNeighbours,
): void {
  const ids = [...added, ...addons].map(({ id }) => id)
  for (const addon of added) {
    const { id, conflicts, fixes } = addon
    const template = templateAgainst(addon, blueprints)
    if (template !== undefined) throw errors.addonOfTemplate(id, template, fixes[template] ?? '')
    const other = conflicts.find((one) => one !== id && ids.includes(one))
    if (other !== undefined) throw errors.addonConflict(id, other, fixes[other])
  }
}

/** The template of a project that an add-on is not for, if it is one. */
export function templateAgainst(
  { conflicts }: Pick<Addon, 'conflicts'>,
  blueprints: AddonNeighbours['blueprints'],
): string | undefined {
  const templates = blueprints.filter(({ kind }) => kind === 'template').map(({ id }) => id)
  return templates.toReversed().find((id) => conflicts.includes(id))
}

type AddonNeighbours = {
  /** Those of a project, the template last. */
  readonly blueprints: readonly Pick<Blueprint, 'kind' | 'id'>[]
  readonly addons?: readonly AddonEntry[]
}
