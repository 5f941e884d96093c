import { catalog } from '../../scripts/compose.ts'
import { builtInAddons } from '../../src/blueprints/addons/load-addon.ts'
import { mergerFor } from '../../src/edits/merge.ts'
import type { Fates } from '../../src/merge/merge-trees.ts'
import type { Blueprint } from '../../src/model/blueprint.ts'
import { type Addon, type AddonEntry, addonsFolder } from '../../src/model/generated/addon.ts'
import { entriesFolder, type GeneratedEntry } from '../../src/model/generated/entry.ts'
import type { InsertionOutcome } from '../../src/model/generated/insertion.ts'
import { namesOf } from '../../src/model/names.ts'
import { type Answers, onOf, type Question } from '../../src/model/question.ts'
import { recordPath } from '../../src/model/record.ts'
import { type Tree, type TreeFile, treeAfter } from '../../src/model/tree.ts'
import { planChange } from '../../src/plan/change/plan-change.ts'
import { type Plan, type PlanInput, planProject, treeOf } from '../../src/plan/plan.ts'
import { addonsAfter, changeAddons, recordedOwners } from '../../src/plan/tree/change-addons.ts'
import { assertBeside, placesFor, templateAgainst } from '../../src/plan/tree/place-addon.ts'
import { bothWithEntries } from '../../src/plan/tree/with-entries.ts'
import { pairFor } from './addon-pairs.ts'
import { merge } from './merging.ts'
import { everything, machine } from './planning.ts'

/** What can be added to a project and taken out again: an add-on in one package, or an optional part of the template. */
export type Addable =
  | { readonly name: string; readonly addon: Addon }
  | { readonly name: string; readonly question: Question }

/** A template with answers, in whose projects add-ons are added and removed in memory. */
export type AddonGround = { readonly blueprints: readonly Blueprint[]; readonly answers: Answers }

/** What a change of add-ons made of the files of a project. */
export type AddedTree = {
  readonly tree: Tree
  readonly fates: Fates
  readonly insertions: readonly InsertionOutcome[]
}

type ComparedPlan = { readonly plan: Plan; readonly tree: Tree }

const planned = new WeakMap<AddonGround, Map<string, ComparedPlan>>()

/** What a project with some parts is compared with, and its files. Each is planned once: nothing here takes more time. */
function comparedWith(ground: AddonGround, added: readonly Addable[]): ComparedPlan {
  const plans = planned.get(ground) ?? new Map<string, ComparedPlan>()
  planned.set(ground, plans)
  const key = JSON.stringify(added.map(({ name }) => name).sort())
  const known = plans.get(key)
  if (known) return known
  const plan = planProject({ ...inputFor(ground, added), isCompared: true })
  const change = { before: [], after: plan.addons ?? [], others: [] }
  const compared = { plan, tree: comparable(changeAddons(treeOf(plan), change).tree) }
  plans.set(key, compared)
  return compared
}

function inputFor({ blueprints, answers }: AddonGround, added: readonly Addable[]): PlanInput {
  return {
    ...{ blueprints, answers: { ...answers, ...answersOf(added) }, addons: addonsIn(added) },
    ...{ names: namesOf('my-app'), facts: machine, wishes: everything, isContinued: true },
    target: { dir: '/home/ada/my-app', shown: 'my-app', state: 'missing', paths: new Set() },
    ...{ template: blueprints.at(-1)?.id ?? '', createApp: catalog.version },
    random: () => 'a-secret',
  }
}

function addonsIn(added: readonly Addable[]): readonly Addon[] {
  return added.flatMap((one) => ('addon' in one ? one.addon : []))
}

function answersOf(added: readonly Addable[]): Answers {
  const own = added.flatMap((one): [string, string][] => {
    if ('question' in one) return [[one.question.id, onOf(one.question)]]
    return one.addon.manifest.questions.map(({ id, default: first = '' }) => [id, first])
  })
  return Object.fromEntries(own)
}

/** The files of a new project with some parts. */
export function createdWith(ground: AddonGround, added: readonly Addable[]): Tree {
  return comparedWith(ground, added).tree
}

/** The same, as `create` plans it. */
export function plannedWith(ground: AddonGround, added: readonly Addable[]): Tree {
  return comparable(treeOf(planProject(inputFor(ground, added))))
}

/** Values in `.env` and migrations stay when an add-on goes, so they are no part of a comparison. */
function comparable(tree: Tree): Tree {
  const isKept = /(?:^|\/)(?:\.env$|prisma\/migrations\/)/
  return new Map([...tree].filter(([path, { secret }]) => !secret && !isKept.test(path)))
}

type AddonStep = {
  readonly from: readonly Addable[]
  readonly to: readonly Addable[]
  /** Files that the person moved. */
  readonly moved?: ReadonlyMap<string, string>
}

/** Changes which parts a project has, as `add` and `remove` do, without a disk. */
export async function changeParts(
  ground: AddonGround,
  disk: Tree,
  { from, to, moved = new Map() }: AddonStep,
): Promise<AddedTree> {
  const [old, next] = [from, to].map((parts) => comparedWith(ground, parts).plan)
  if (old === undefined || next === undefined) throw new Error('A change has two sides.')
  const entries = jsonIn<GeneratedEntry>(disk, entriesFolder)
  const recorded = jsonIn<AddonEntry>(disk, addonsFolder)
  const addons = {
    before: recorded,
    after: addonsAfter(recorded, old.addons ?? [], next.addons ?? []),
    others: entries.flatMap(({ insertions }) => insertions),
    moved,
  }
  const [before, after] = [old, next].map((plan) => comparable(treeOf(plan)))
  const record = disk.get(recordPath) ?? { content: '' }
  const sides = { before: new Map([...(before ?? []), [recordPath, record]]), after: after ?? disk }
  const owners = recordedOwners({ before: entries, after: entries }, addons)
  const { made, wanted } = bothWithEntries(sides, owners, disk)
  const fates = await merge({ base: made, disk, next: wanted, moved })
  const plan = planChange({
    ...{ command: 'add', target: next.target, disk, fates, addons, to: next },
  })
  return { tree: treeAfter(disk, plan.changes), fates, insertions: plan.insertions ?? [] }
}

function jsonIn<Entry>(tree: Tree, folder: string): readonly Entry[] {
  return [...tree].flatMap(([path, { content }]) => {
    return path.startsWith(`${folder}/`) ? [JSON.parse(String(content))] : []
  })
}

/**
 * Everything that fits a template: the add-ons of create-app in each package that has what they need, for each of them a
 * twin that shares all that can be shared, and the optional parts of the template.
 */
export async function addablesFor(
  ground: AddonGround,
  optional: readonly Question[],
): Promise<readonly Addable[]> {
  const bare = createdWith(ground, [])
  const builtIn = await builtInAddons(catalog)
  const placed = builtIn.flatMap((addon) => {
    if (templateAgainst(addon, ground.blueprints) !== undefined) return []
    const places = placesFor(addon, bare)
    return [addon, twinOf(addon)].flatMap((one) => places.map((into) => placedAt(into, one)))
  })
  const own = [...bare.keys()].filter((path) =>
    /(?:^|\/)src\/(?:site|modules\/index)\.ts$/.test(path),
  )
  const folder = /^(.*?\/)?src\//.exec(own.at(-1) ?? '')?.[1] ?? ''
  const pair = pairFor(bare, folder).map((addon) => placedAt(folder.slice(0, -1), addon))
  const parts = optional.map((question): Addable => ({ name: question.id, question }))
  return [...placed, ...pair, ...parts]
}

function placedAt(into: string, addon: Addon): Addable {
  if (into === '') return { name: addon.id, addon }
  return { name: `${into}:${addon.id}`, addon: { ...addon, place: { into } } }
}

/** Whether parts can be in one project. */
export function fitTogether(added: readonly Addable[]): boolean {
  try {
    assertBeside(addonsIn(added), { blueprints: [] })
    return true
  } catch {
    return false
  }
}

/**
 * An add-on that brings the same packages, scripts, lines and insertions as another one, and a file of its own. All of
 * these must stay until both are gone.
 */
function twinOf(addon: Addon): Addon {
  const id = `twin-of-${addon.id}`
  const own: TreeFile = { content: `What only ${id} has.\n` }
  return {
    ...{ ...addon, id, source: `file:./${id}`, conflicts: [] },
    files: new Map([...sharedFiles(addon), [`notes/${id}.txt`, own]]),
    options: addon.options.map((option) => ({ ...option, files: sharedFiles(option) })),
  }
}

function sharedFiles({ files }: Blueprint): Tree {
  return new Map([...files].filter(([path]) => mergerFor(path) !== undefined))
}
