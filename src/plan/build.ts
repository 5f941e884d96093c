import { errors } from '../errors.ts'
import { wordsOf } from '../tasks/install.ts'
import type { Blueprint } from './blueprint.ts'
import { layOver } from './layer.ts'
import type { Names } from './names.ts'
import { type Answers, foldersFor, packageManagerOf } from './question.ts'
import { type Placeholders, render } from './render.ts'
import type { Tree } from './tree.ts'

/** A blueprint and everything that decides what it does. */
export type Choice = {
  readonly blueprint: Blueprint
  readonly answers: Answers
  readonly placeholders: Placeholders
}

/** The one engine: a tree and a chosen blueprint make the next tree. */
export function build(tree: Tree, { blueprint, answers, placeholders }: Choice): Tree {
  return [blueprint, ...chosenOptions(blueprint, answers)].reduce(
    (below, laid) => layOver(below, renderAll(laid, placeholders), laid),
    tree,
  )
}

function renderAll(blueprint: Blueprint, placeholders: Placeholders): Tree {
  const rendered = render(blueprint.files, placeholders)
  if (rendered.size < blueprint.files.size) {
    throw errors.templateInvalid(blueprint.id, 'two of its files get the same name.')
  }
  return rendered
}

/** The closed set of placeholders of a project. */
export function projectPlaceholders(names: Names, answers: Answers): Placeholders {
  const words = wordsOf(packageManagerOf(answers).name)
  return new Map([
    ...Object.entries(answers).map(([id, value]): [string, string] => [toPlaceholder(id), value]),
    ['PROJECT_NAME', names.slug],
    ['PACKAGE_NAME', names.packageName],
    ['PROJECT_TITLE', names.title],
    ['DATABASE_NAME', names.database],
    ['INSTALL', words.install],
    ['RUN', words.run],
    ['EXEC', words.exec],
  ])
}

function chosenOptions(blueprint: Blueprint, answers: Answers): readonly Blueprint[] {
  return blueprint.options.filter((option) => {
    const [question = '', folder = ''] = option.id.split('/')
    return foldersFor(question, answers[question] ?? '').includes(folder)
  })
}

function toPlaceholder(id: string): string {
  return id.toUpperCase().replaceAll('-', '_')
}
