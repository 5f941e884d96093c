import { printJson } from '../../edits/json/json.ts'
import type { Blueprint } from '../blueprint.ts'
import type { Answers } from '../question.ts'
import { choiceIn, type FoundRecord, type RecordedBlueprint } from '../record.ts'
import type { Need } from './generator.ts'
import type { Insertion } from './insertion.ts'

/**
 * A blueprint that is laid over the project of a template. The ids of its questions begin with its own: `auth.providers`.
 */
export type Addon = Blueprint & {
  /** Laid before it, where the project has not got them yet. */
  readonly layers: readonly Blueprint[]
  /** What must be in the project. */
  readonly needs: readonly Need[]
  /** The ids of add-ons and templates that cannot be in a project with it. */
  readonly conflicts: readonly string[]
  /** What to do instead, by the id of a conflict. */
  readonly fixes: Readonly<Record<string, string>>
  /** What the project decides: by id, the choices, with what the package must have for each. The first that fits is taken. */
  readonly variants: Variants
  /** The choices that fit the package that it is in, once that is known. */
  readonly settled?: Answers
  /** What it adds to code that a template made. */
  readonly insertions: readonly AddedInsertion[]
  /** What a person would have needed by hand, in minutes. */
  readonly minutes: number | undefined
}

export type Variants = Readonly<Record<string, Readonly<Record<string, readonly Need[]>>>>

/** An insertion of an add-on: it is made if all its conditions hold. */
export type AddedInsertion = {
  readonly file: string
  readonly anchor: string
  readonly text: string
  readonly when?: string | readonly string[] | undefined
  /** Only generators have lists. */
  readonly each?: string | undefined
  readonly [key: string]: unknown
}

/** The answers that an insertion depends on, as `<question>/<value>`. */
export function conditionsOf({ when = [] }: Pick<AddedInsertion, 'when'>): readonly string[] {
  return typeof when === 'string' ? [when] : when
}

export const addonSchema = 'create-app/addon@1' as const

/** The folder of the records of add-ons in a project. */
export const addonsFolder = '.create-app/addons'

/** An add-on that a project has. Each has a file of its own, so that branches that add different ones merge. */
export type AddonEntry = RecordedBlueprint & {
  readonly schema: typeof addonSchema
  readonly createApp: string
  readonly kind: 'addon'
  /** In a project that no template made: the files that were not there before. */
  readonly made?: readonly string[] | undefined
  /** In such a project: the choices of its variants. A template says them in every other one. */
  readonly variants?: Answers | undefined
  /** In such a project: what the person had of what the add-on brings into files that were there, by path. */
  readonly had?: Readonly<Record<string, string>> | undefined
  /** What was added to files of the template or of the person. */
  readonly insertions: readonly Insertion[]
}

/** The record of a project, with the add-ons that it has. */
export type FoundProject = FoundRecord & { readonly addons: readonly AddonEntry[] }

/** The path of an entry. The folder of a package and the id are one segment. */
export function addonPath({ id, into }: Pick<AddonEntry, 'id' | 'into'>): string {
  const at = into === undefined ? '' : `${into}:`
  return `${addonsFolder}/${encodeURIComponent(at + id)}.json`
}

type LaidAddon = Pick<Addon, 'id' | 'place'> | Pick<AddonEntry, 'id' | 'into'>

/** Add-ons by their ids, and by the packages that they are in: the order in which they are laid, whichever came first. */
export function inLayingOrder<One extends LaidAddon>(addons: readonly One[]): readonly One[] {
  return addons.toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
}

function orderOf(addon: LaidAddon): string {
  const into = 'into' in addon ? addon.into : 'place' in addon && addon.place?.into
  return `${addon.id} ${into || ''}`
}

/** The answers to the questions of the template and of the add-ons. */
export function answersOf(project: FoundProject): Answers {
  const asked = project.addons.map(({ answers }) => answers)
  return Object.assign({}, choiceIn(project).answers, ...asked)
}

export function printAddon(entry: AddonEntry): string {
  return printJson(entry)
}
