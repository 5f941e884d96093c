import { placeholdersIn } from '../../compose/render.ts'
import { closestTo } from '../../flags/suggest.ts'
import { isOfAuthor, questionsOf } from '../../model/blueprint.ts'
import { conditionsOf } from '../../model/generated/addon.ts'
import { foldersOf, type Question } from '../../model/question.ts'
import { deadOptions, knownPlaceholders } from '../lint/lint.ts'
import { type Found, linesOf } from '../lint/lint-finding.ts'
import { unknownPlaceholders } from '../lint/texts.ts'
import { answersUsed } from './addon-case.ts'
import { lineAt, type UsableAddon } from './usable-addon.ts'

/** Placeholders that nothing fills. Those of its own questions begin with the id of the add-on. */
export function placeholderFindings({ addon, files, grounds }: UsableAddon): readonly Found[] {
  const questions = [addon, ...grounds.flatMap(({ blueprints }) => blueprints)].flatMap((one) => {
    return one.manifest.questions
  })
  const known = knownPlaceholders(Object.fromEntries(questions.map(({ id }) => [id, ''])))
  const own = new Map([...files].filter(([path]) => !isOfAuthor(path, 'addon')))
  return unknownPlaceholders(own, known, (name) => {
    const owned = `${addon.id.toUpperCase().replaceAll(/[-.]/g, '_')}_${name}`
    return known.includes(owned) ? owned : closestTo(name, known)
  })
}

/** Answers that nothing depends on, and what depends on an answer that nobody gives. */
export function answerFindings(usable: UsableAddon): readonly Found[] {
  const { addon, files } = usable
  const written = (question: Question) => ({ ...question, id: idWritten(question.id, usable) })
  const own = [...addon.manifest.questions, ...variantsOf(addon)].map(written)
  const all = [...questionsOf(usable.grounds.flatMap(({ blueprints }) => blueprints)), ...own]
  return [...deadOptions(files, all), ...unusedQuestions(usable), ...deadConditions(usable, all)]
}

/** What the project answers, as questions. */
function variantsOf({ variants }: UsableAddon['addon']): readonly Question[] {
  return Object.entries(variants).map(([id, choices]) => {
    const values = Object.keys(choices).map((value) => ({ value, label: value }))
    return { id, message: '', type: 'select', choices: values }
  })
}

/** The id of a question as `addon.json` has it. */
function idWritten(id: string, { addon }: Pick<UsableAddon, 'addon'>): string {
  return id.startsWith(`${addon.id}.`) ? id.slice(addon.id.length + 1) : id
}

function unusedQuestions(usable: UsableAddon): readonly Found[] {
  const { addon, files } = usable
  const used = new Set(answersUsed(addon).map((one) => one.split('/')[0]))
  const texts = [...files].flatMap(([path, { content }]) => [
    path,
    ...linesOf(content).map(([, line]) => line),
  ])
  const filled = new Set(texts.flatMap(placeholdersIn))
  return addon.manifest.questions.flatMap(({ id }, index): readonly Found[] => {
    const [placeholder = ''] = knownPlaceholders({ [id]: '' })
    if (used.has(id) || filled.has(placeholder)) return []
    const message = `Nothing depends on the answer to ${idWritten(id, usable)}.`
    const folder = `options/${idWritten(id, usable)}/`
    const fix = `Write {{${placeholder}}} where it belongs, add a folder to ${folder}, or remove the question.`
    return [
      { rule: 'option', level: 'warning', ...lineAt(usable, ['questions', index]), message, fix },
    ]
  })
}

/** A `when` that is never true, and `each`, which only generators have. */
function deadConditions(usable: UsableAddon, questions: readonly Question[]): readonly Found[] {
  return usable.addon.insertions.flatMap((insertion, index): readonly Found[] => {
    const found = (key: string, message: string, fix: string): Found => {
      const place = lineAt(usable, ['insertions', index, key])
      return { rule: 'choice', level: 'problem', ...place, message, fix }
    }
    const listed =
      insertion.each === undefined ? [] : [found('each', 'An add-on has no lists.', 'Remove it.')]
    const dead = conditionsOf(insertion).flatMap((condition): readonly Found[] => {
      const [id = '', value = ''] = idWritten(condition, usable).split('/')
      const question = questions.find((one) => one.id === id)
      if (question === undefined) {
        const fix = 'Write it as <question>/<answer>, or add a question with that id.'
        return [found('when', `There is no question ${id}, so this is never added.`, fix)]
      }
      const values = foldersOf(question)
      if (values.includes(value)) return []
      const message = `The answer to ${id} is never ${value || 'empty'}, so this is never added.`
      const close = closestTo(value, values)
      const fix = close ? `Did you mean ${id}/${close}?` : `Use ${values.join(', ') || 'a select'}.`
      return [found('when', message, fix)]
    })
    return [...listed, ...dead]
  })
}

/** Ids in `conflicts` that can never be beside the add-on, and fixes that nobody sees. */
export function conflictFindings(usable: UsableAddon): readonly Found[] {
  const { addon, known } = usable
  const unseen = Object.keys(addon.fixes).filter((id) => !addon.conflicts.includes(id))
  const dead = unseen.map(
    (id): Found => ({
      ...({ rule: 'conflict', level: 'problem', ...lineAt(usable, ['fixes', id]) } as const),
      message: `Nobody sees the fix for ${id}, which is not among the conflicts.`,
      fix: 'Add it to conflicts, or remove the fix.',
    }),
  )
  const found = addon.conflicts.flatMap((id, index): readonly Found[] => {
    const place = { rule: 'conflict', ...lineAt(usable, ['conflicts', index]) } as const
    if (id === addon.id) {
      const message = 'The add-on names itself, and it can be in a project only once anyway.'
      return [{ ...place, level: 'problem', message, fix: 'Remove it.' }]
    }
    if (known.includes(id)) return []
    const close = closestTo(id, known)
    const message = `There is no add-on ${id} and no such template, neither built in nor beside this one.`
    const fix = close ? `Did you mean ${close}?` : 'Remove it, unless it is elsewhere.'
    return [{ ...place, level: 'warning', message, fix }]
  })
  return [...found, ...dead]
}
