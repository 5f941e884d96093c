import { placeholdersOf } from '../../compose/lay-blueprint.ts'
import { renderText } from '../../compose/render.ts'
import { AppError } from '../../errors/errors.ts'
import { parseProblem } from '../../generators/assert-parses.ts'
import { isOfAuthor } from '../../model/blueprint.ts'
import { namesOf } from '../../model/names.ts'
import { packageManagerQuestion } from '../../model/question.ts'
import { addonEntry } from '../../plan/tree/addon-entry.ts'
import { withInsertions } from '../../plan/tree/change-insertions.ts'
import { combinationsOf } from '../combinations.ts'
import { withoutDuplicates } from '../lint/lint.ts'
import type { Found } from '../lint/lint-finding.ts'
import { otherManagersCommands, unpinnedDependencies } from '../lint/packages.ts'
import { nameOfAnswers, sampleFolder } from '../sample.ts'
import { type AddonCase, casesOf, projectOf, unmetNeeds } from './addon-case.ts'
import { composedOr } from './try-addon.ts'
import { lineAt, type UsableAddon } from './usable-addon.ts'

/** What only shows where an add-on is added. */
export function addedFindings(usable: UsableAddon): readonly Found[] {
  const { addon, grounds } = usable
  const cases = grounds.flatMap((ground) => casesOf(addon, ground))
  const alone = aloneFindings(usable)
  const isRefused = alone.some(({ rule }) => rule === 'project')
  return [
    ...alone,
    ...unreadableFiles(usable),
    ...(cases.length === 0 ? needFindings(usable) : []),
    ...(isRefused ? [] : [...refusedProjects(cases), ...deadInsertions(usable, cases)]),
  ]
}

/** What its own files show, without a template or layers below them. */
function aloneFindings({ addon, files }: UsableAddon): readonly Found[] {
  const answers = ['npm@11.0.0', 'pnpm@10.20.0'].flatMap((pm) => {
    return combinationsOf(addon.manifest.questions, { [packageManagerQuestion]: pm })
  })
  const made = answers.map((one) => ({
    answers: one,
    composed: composedOr(() => projectOf({ blueprints: [] }, one, [{ ...addon, layers: [] }])),
  }))
  const failed = made.flatMap(({ answers: one, composed }): readonly Found[] => {
    return composed instanceof AppError ? [refused(composed, `With ${nameOfAnswers(one)}`)] : []
  })
  const projects = made.flatMap(({ answers: one, composed }) => {
    return composed instanceof AppError ? [] : [{ answers: one, tree: composed.laid }]
  })
  return [
    ...failed.slice(0, 1),
    ...unpinnedDependencies(projects, files),
    ...withoutDuplicates(otherManagersCommands(projects)),
  ]
}

/** Templates that it fits, and whose projects cannot have it. */
function refusedProjects(cases: readonly AddonCase[]): readonly Found[] {
  const all = cases.flatMap(({ ground, answers, addon }): readonly Found[] => {
    const composed = composedOr(() => projectOf(ground, answers, [addon]))
    return composed instanceof AppError ? [refused(composed, `In ${ground.id}`)] : []
  })
  return withoutDuplicates(all)
}

function refused({ message, place = 'addon.json' }: AppError, where: string): Found {
  return {
    ...({ rule: 'project', level: 'problem', file: place, line: undefined } as const),
    message: `${where}, it cannot be added. ${message}`,
    fix: 'Correct it, or say in needs what a project must have.',
  }
}

function unreadableFiles({ addon, files }: UsableAddon): readonly Found[] {
  const answers = Object.fromEntries(addon.manifest.questions.map(({ id }) => [id, 'example']))
  const placeholders = placeholdersOf({ names: namesOf(sampleFolder), answers })
  return [...files].flatMap(([file, { content }]): readonly Found[] => {
    if (typeof content !== 'string' || isOfAuthor(file, 'addon')) return []
    const problem = parseProblem(file, renderText(content, placeholders))
    if (problem === undefined) return []
    const message = `It cannot be parsed: ${problem.reason}.`
    return [
      {
        ...({ rule: 'unreadable', level: 'problem', file, line: problem.line, message } as const),
        fix: 'Correct the text, or put its placeholders in quotes.',
      },
    ]
  })
}

/** Why it fits no template. It may be for one of the author's own. */
function needFindings(usable: UsableAddon): readonly Found[] {
  const unmet = unmetNeeds(usable.addon, usable.grounds)
  const found = { rule: 'need', level: 'warning' } as const
  const fix = 'Correct it, unless the add-on is for another template.'
  if (unmet.length === 0) {
    const message = 'No package of a built-in template has all of this.'
    return [{ ...found, ...lineAt(usable, ['needs']), message, fix }]
  }
  return unmet.map(([index, words]) => {
    const message = `No built-in template has ${words}.`
    return { ...found, ...lineAt(usable, ['needs', index]), message, fix }
  })
}

/** Text that has no place in a project that the add-on fits. */
function deadInsertions(usable: UsableAddon, cases: readonly AddonCase[]): readonly Found[] {
  const dead = new Map<
    string,
    { readonly index: number; readonly why: string; grounds: Set<string> }
  >()
  for (const { ground, answers, addon } of cases) {
    const composed = composedOr(() => projectOf(ground, answers, [addon]))
    if (composed instanceof AppError) continue
    const choice = { answers, names: namesOf(sampleFolder), createApp: '' }
    // Of each insertion that the answers ask for, which one it is.
    const wanted = addon.insertions.flatMap((one, index) => {
      const { insertions } = addonEntry({ ...addon, insertions: [one] }, choice)
      return insertions.map((insertion) => ({ index, insertion, isNew: true }))
    })
    const { outcomes } = withInsertions(composed.files, wanted)
    for (const [
      at,
      { outcome, file, why = `${file} has it in another form.` },
    ] of outcomes.entries()) {
      if (outcome === 'applied' || outcome === 'already') continue
      const index = wanted[at]?.index ?? 0
      const key = `${index} ${why}`
      const known = dead.get(key) ?? { index, why, grounds: new Set() }
      dead.set(key, known)
      known.grounds.add(ground.id)
    }
  }
  return [...dead.values()].map(({ index, why, grounds }) => ({
    ...({ rule: 'insertion', level: 'problem' } as const),
    ...lineAt(usable, ['insertions', index]),
    message: `In ${[...grounds].join(', ')}, nothing is added. ${why}`,
    fix: 'Correct file, anchor or name, or say in needs what a project must have.',
  }))
}
