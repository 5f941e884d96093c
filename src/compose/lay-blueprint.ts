import { mergerFor } from '../edits/merge.ts'
import { errors } from '../errors/errors.ts'
import { type Blueprint, folderOf, type Place } from '../model/blueprint.ts'
import { type Names, namesIn } from '../model/names.ts'
import { type Answers, foldersFor, newNameQuestion, packageManagerOf } from '../model/question.ts'
import type { Tree } from '../model/tree.ts'
import { wordsOf } from '../tasks/install.ts'
import { layOver } from './merge-files.ts'
import { withNewName } from './new-name.ts'
import { pathIn, placeIn } from './place.ts'
import { type Placeholders, render, renderText } from './render.ts'

/** A blueprint with the answers and placeholders that decide what it writes. */
export type ChosenBlueprint = {
  readonly blueprint: Blueprint
  readonly answers: Answers
  readonly placeholders: Placeholders
  readonly names: Names
}

type PlaceholderInput = {
  readonly names: Names
  readonly answers: Answers
  readonly place?: Place | undefined
}

const defaultPort = 3000

/** Lays a blueprint with its chosen options over a tree. */
export function layBlueprint(
  tree: Tree,
  { blueprint, answers, placeholders, names }: ChosenBlueprint,
): Tree {
  const isOffered = blueprint.manifest.questions.some(({ id }) => id === newNameQuestion)
  const isRenamed = isOffered && answers[newNameQuestion] === 'true'
  const options = chosenOptions(blueprint, answers).map((option) => addingTo(blueprint, option))
  return [blueprint, ...options].reduce((below, laid) => {
    const files = renderAll(laid, placeholders)
    const rendered = { ...laid, files: isRenamed ? withNewName(files, names) : files }
    return layOver(below, placeIn(folderOf(blueprint), rendered))
  }, tree)
}

/** An option whose files are merged with those of its blueprint, also where that one replaced an earlier file. */
function addingTo({ files }: Blueprint, option: Blueprint): Blueprint {
  const { manifest } = option
  const isReplaced = (path: string) => !(files.has(path) && mergerFor(path))
  return { ...option, manifest: { ...manifest, overrides: manifest.overrides.filter(isReplaced) } }
}

/** The blueprints that the answers ask for; a part may depend on an answer. */
export function chosenBlueprints(
  blueprints: readonly Blueprint[],
  answers: Answers,
): readonly Blueprint[] {
  return blueprints.filter(({ place }) => !place?.when || isChosen(place.when, answers))
}

/** The old and the new paths of files that blueprints have renamed, as paths of a project. */
export function renamesIn(
  blueprints: readonly Blueprint[],
  chosen: Omit<PlaceholderInput, 'place'>,
): ReadonlyMap<string, string> {
  const renames = chosenBlueprints(blueprints, chosen.answers).flatMap((blueprint) => {
    const placeholders = placeholdersOf({ ...chosen, place: blueprint.place })
    const inProject = (path: string) => {
      return pathIn(folderOf(blueprint), renderText(path, placeholders))
    }
    return Object.entries(blueprint.manifest.renames).map(([from, to]) => {
      return [inProject(from), inProject(to)] as const
    })
  })
  return new Map(renames)
}

function renderAll(blueprint: Blueprint, placeholders: Placeholders): Tree {
  const rendered = render(blueprint.files, placeholders)
  if (rendered.size < blueprint.files.size) {
    throw errors.templateInvalid(blueprint.id, 'two of its files have the same name in a project.')
  }
  return rendered
}

/** Every placeholder that a blueprint may use, at the root of a project or in one of its folders. */
export function placeholdersOf({ names, answers, place }: PlaceholderInput): Placeholders {
  const own = place ? namesIn(place.into, names) : names
  const words = wordsOf(packageManagerOf(answers).name)
  return new Map([
    ...Object.entries(answers).flatMap(([id, value]): [string, string][] => {
      return id === newNameQuestion ? [] : [[toPlaceholder(id), value]]
    }),
    ['PROJECT_NAME', own.slug],
    ['PACKAGE_NAME', own.packageName],
    ['PROJECT_TITLE', own.title],
    ['DATABASE_NAME', own.database],
    ['PACKAGE_FOLDER', place ? `${place.into}/` : ''],
    ['PORT', String(place?.port ?? defaultPort)],
    ['INSTALL', words.install],
    ['RUN', words.run],
    ['EXEC', words.exec],
  ])
}

function chosenOptions(
  { options }: Pick<Blueprint, 'options'>,
  answers: Answers,
): readonly Blueprint[] {
  const chosen = options.filter(({ id }) => isChosen(id, answers))
  return chosen.flatMap((option) => [option, ...chosenOptions(option, answers)])
}

/** Whether the answers ask for an option: `<question>/<value>`. */
export function isChosen(option: string, answers: Answers): boolean {
  const [question = '', folder = ''] = option.split('/')
  return foldersFor(question, answers[question] ?? '').includes(folder)
}

function toPlaceholder(id: string): string {
  return id.toUpperCase().replaceAll(/[-.]/g, '_')
}
