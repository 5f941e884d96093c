import { placeholdersOf } from '../../compose/lay-blueprint.ts'
import { lineOf } from '../../edits/json/json-place.ts'
import { AppError } from '../../errors/errors.ts'
import { type Blueprint, isOfAuthor, questionsOf } from '../../model/blueprint.ts'
import { namesOf } from '../../model/names.ts'
import {
  type Answers,
  foldersOf,
  packageManagerQuestion,
  type Question,
} from '../../model/question.ts'
import type { Tree } from '../../model/tree.ts'
import { combinationsOf } from '../combinations.ts'
import { filesOf, nameOfAnswers, sampleOf } from '../sample.ts'
import { leftoversIn } from './leftovers.ts'
import type { TemplateFinding } from './lint-finding.ts'
import { foreignWords, type Made, unpinnedDependencies } from './packages.ts'
import { missingScripts } from './scripts.ts'
import { absolutePaths, secretsIn, unknownPlaceholders, unpinnedActions } from './texts.ts'

/** A template or a layer as its author has it. */
export type Linted = {
  readonly kind: 'template' | 'layer'
  /** As they lie in the folder, by their path there; undefined where they cannot be read. */
  readonly files: Tree | undefined
  readonly leftOut: readonly string[]
  readonly manifestProblems: readonly { line: number; key: string; reason: string }[]
  /** Layers first, itself last; else why it cannot be used. */
  readonly blueprints: readonly Blueprint[] | AppError
  /** Absolute paths that are the author's own. */
  readonly ownPaths: readonly string[]
}

/** Everything that is wrong with a template, by file and line. Pure. */
export function lintTemplate(linted: Linted): readonly TemplateFinding[] {
  const { files = new Map(), leftOut, ownPaths } = linted
  const texts = new Map([...files].filter(([path]) => !isOfAuthor(path)))
  return [
    ...manifestFindings(linted),
    ...leftoversIn(files, leftOut),
    ...absolutePaths(texts, ownPaths),
    ...secretsIn(texts),
    ...unpinnedActions(texts),
    ...(linted.blueprints instanceof AppError
      ? []
      : ofWhatItMakes(linted, texts, linted.blueprints)),
  ].sort(byPlace)
}

function manifestFindings({
  kind,
  files,
  blueprints,
  manifestProblems,
}: Linted): readonly TemplateFinding[] {
  const file = `${kind}.json`
  const found = { rule: 'manifest', level: 'problem', file } as const
  const said = manifestProblems.map(({ line, key, reason }) => {
    const fix = `docs/schemas/${kind}.schema.json says what it takes; an editor that knows it shows the place.`
    return { ...found, line, message: `${key === '' ? 'It' : key} ${asPredicate(reason)}.`, fix }
  })
  if (said.length > 0) return said
  if (blueprints instanceof AppError) {
    const fix = 'Nobody can use the template before that is mended.'
    return [{ ...found, ...placeOf(blueprints, file), message: blueprints.message, fix }]
  }
  if (files?.has(file) || kind === 'layer') return []
  const message = 'There is no manifest: the template asks nothing and has its folder’s name.'
  const fix = 'create-app template init writes one into this folder.'
  return [{ ...found, level: 'warning', line: undefined, message, fix }]
}

/** A file that is at fault, else the manifest as a whole. */
function placeOf({ place }: AppError, manifest: string): { file: string; line: undefined } {
  return { file: place ?? manifest, line: undefined }
}

/** zod's sentences begin with a capital; those of ours go on. */
function asPredicate(reason: string): string {
  return /^[A-Z]/.test(reason)
    ? `is not right: ${reason.slice(0, 1).toLowerCase()}${reason.slice(1)}`
    : reason
}

function ofWhatItMakes(
  { kind, files = new Map() }: Linted,
  texts: Tree,
  blueprints: readonly Blueprint[],
): readonly TemplateFinding[] {
  const questions = questionsOf(blueprints)
  const combinations = combinationsOf(questions, {})
  const known = knownPlaceholders(combinations[0] ?? {})
  const options = files.size === 0 ? [] : deadOptions(files, questions, kind)
  // What a layer asks for, its templates may ask.
  if (kind === 'layer') return []
  const unknown = unknownPlaceholders(texts, known)
  const said = new Set(unknown.map(({ message }) => message))
  return [
    ...unknown,
    ...options,
    // What has a line in the template needs none in a project.
    ...madeFindings(blueprints, combinations, files).filter(({ message }) => !said.has(message)),
  ]
}

function knownPlaceholders(answers: Answers): readonly string[] {
  return [...placeholdersOf({ names: namesOf('my-app'), answers }).keys()]
}

/** What an author writes down for the next one. */
const authorsPage = 'options/README.md'

/** Folders of options are found by their place, so a slip of the pen makes one that is never laid. */
function deadOptions(
  files: Tree,
  questions: readonly Question[],
  kind: Linted['kind'],
): readonly TemplateFinding[] {
  if (kind === 'layer') return []
  const asked = questions.flatMap((question) =>
    foldersOf(question).map((folder) => `options/${question.id}/${folder}/`),
  )
  const stray = [...files.keys()].filter(
    (path) =>
      path.startsWith('options/') &&
      path !== authorsPage &&
      !asked.some((folder) => path.startsWith(folder)),
  )
  return stray.map((file) => ({
    rule: 'option',
    level: 'problem',
    file,
    line: undefined,
    message: 'No answer lays it into a project.',
    fix: `It has to lie in one of ${asked.join(', ') || 'the folders of a question, and none is asked'}.`,
  }))
}

/** What shows only in the projects: layers that cannot meet, names that nobody fills, scripts that lack. */
function madeFindings(
  blueprints: readonly Blueprint[],
  combinations: readonly Answers[],
  files: Tree,
): readonly TemplateFinding[] {
  const samples = combinations.map((answers) => sampleOrError(blueprints, answers))
  const failed = samples.flatMap((sample): TemplateFinding[] => {
    if (!('error' in sample)) return []
    const { answers, error } = sample
    const message = `With ${nameOfAnswers(answers)} it makes no project. ${error.message}`
    const fix = 'Mend it, or take the answer away.'
    return [{ rule: 'project', level: 'problem', ...placeOf(error, 'template.json'), message, fix }]
  })
  const projects = samples.flatMap((sample) => ('tree' in sample ? sample : []))
  const unfilled = projects.flatMap(({ tree }) => unknownPlaceholders(tree, []))
  const manifest = files.get('package.json')?.content
  const line = typeof manifest === 'string' ? lineOf(manifest, ['scripts']) : undefined
  const asksForPackageManager = questionsOf(blueprints).some(
    ({ id }) => id === packageManagerQuestion,
  )
  return [
    ...failed.slice(0, 1),
    ...once(unfilled),
    ...missingScripts(
      projects.map(({ tree }) => tree),
      line,
    ),
    ...unpinnedDependencies(projects),
    ...(asksForPackageManager ? once(foreignWords(projects)) : []),
  ]
}

type Failed = { readonly answers: Answers; readonly error: AppError }

function sampleOrError(blueprints: readonly Blueprint[], answers: Answers): Made | Failed {
  try {
    return { answers, tree: filesOf(sampleOf(blueprints, answers)) }
  } catch (error) {
    if (error instanceof AppError) return { answers, error }
    throw error
  }
}

function once(findings: readonly TemplateFinding[]): readonly TemplateFinding[] {
  const places = findings.map((found): [string, TemplateFinding] => [JSON.stringify(found), found])
  return [...new Map(places).values()]
}

function byPlace(one: TemplateFinding, other: TemplateFinding): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1
  return (one.line ?? 0) - (other.line ?? 0)
}
