import { type Blueprint, questionsOf } from '../../model/blueprint.ts'
import { type Addon, conditionsOf } from '../../model/generated/addon.ts'
import { namesOf } from '../../model/names.ts'
import { type Answers, packageManagerQuestion } from '../../model/question.ts'
import { type ComposedProject, composeProject } from '../../plan/tree/compose-project.ts'
import { placesFor, templateAgainst } from '../../plan/tree/place-addon.ts'
import { combinationsOf, signedAnswers } from '../combinations.ts'
import { sampleFolder } from '../sample.ts'

/** A template that an add-on is tried with. */
export type Ground = { readonly id: string; readonly blueprints: readonly Blueprint[] }

/** One way in which an add-on may be added: to a project of these answers. */
export type AddonCase = {
  readonly ground: Ground
  readonly answers: Answers
  /** The project without the add-on. */
  readonly before: ComposedProject
  /** The add-on in the package that it goes to. */
  readonly addon: Addon
}

/**
 * All ways in which an add-on fits the projects of a template: every combination of answers that it depends on, in every
 * package that has what it needs.
 * @param given answers that are in all of them.
 */
export function casesOf(addon: Addon, ground: Ground, given: Answers = {}): readonly AddonCase[] {
  if (templateAgainst(addon, ground.blueprints) !== undefined) return []
  return answersTried(addon, ground, given).flatMap((answers) => {
    const before = projectOf(ground, answers)
    return placesFor(addon, before.files).map((into): AddonCase => {
      const placed = into === '' ? addon : { ...addon, place: { into } }
      return { ground, answers, before, addon: placed }
    })
  })
}

/** A project of a template, with add-ons. The same input makes the same files. */
export function projectOf(
  { blueprints }: Pick<Ground, 'blueprints'>,
  answers: Answers,
  addons: readonly Addon[] = [],
): ComposedProject {
  const createApp = blueprints.at(-1)?.version ?? ''
  return composeProject({
    ...{ blueprints, addons, answers, names: namesOf(sampleFolder), createApp },
    ...{ present: new Set(), random: () => 'a-secret-that-is-generated' },
  })
}

/**
 * Questions of the template that nothing of the add-on depends on have their defaults, unless it fits only projects of other
 * answers.
 */
function answersTried(addon: Addon, ground: Ground, given: Answers): readonly Answers[] {
  const asked = questionsOf(ground.blueprints)
  const [defaults = {}] = combinationsOf(asked, signedAnswers(ground.blueprints))
  const used = new Set(answersUsed(addon).map((one) => one.split('/')[0]))
  const tried = (isFixed: (id: string) => boolean) => {
    const fixed = Object.entries(defaults).filter(([id]) => isFixed(id) && !used.has(id))
    const questions = [...asked, ...addon.manifest.questions]
    return combinationsOf(questions, { ...Object.fromEntries(fixed), ...given })
  }
  const usual = tried(() => true)
  const fits = usual.some((answers) => {
    return placesFor(addon, projectOf(ground, answers).files).length > 0
  })
  return fits ? usual : tried((id) => id === packageManagerQuestion)
}

/** The answers that an option or an insertion of an add-on depends on, as `<question>/<value>`. */
export function answersUsed({ options, layers, insertions }: Addon): readonly string[] {
  const all = [...options, ...layers.flatMap((layer) => layer.options)]
  return [...all.flatMap(idsOf), ...insertions.flatMap(conditionsOf)]
}

function idsOf({ id, options }: Blueprint): readonly string[] {
  return [id, ...options.flatMap(idsOf)]
}

/** The needs of an add-on that nothing in the projects of some templates meets: which one, and what it is in words. */
export function unmetNeeds(
  addon: Addon,
  grounds: readonly Ground[],
): readonly (readonly [index: number, words: string])[] {
  const trees = grounds.flatMap((ground) => {
    return answersTried(addon, ground, {}).map((answers) => projectOf(ground, answers).files)
  })
  return addon.needs.flatMap((need, index) => {
    const isMet = trees.some((tree) => placesFor({ needs: [need] }, tree).length > 0)
    return isMet ? [] : [[index, Object.values(need).join('')] as const]
  })
}
