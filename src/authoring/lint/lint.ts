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
import { combinationsOf, signedAnswers } from '../combinations.ts'
import { filesOf, nameOfAnswers, sampleOf } from '../sample.ts'
import { leftoversIn } from './leftovers.ts'
import type { TemplateFinding } from './lint-finding.ts'
import { otherManagersCommands, type SampleProject, unpinnedDependencies } from './packages.ts'
import { missingScripts, unusableTests } from './scripts.ts'
import { absolutePaths, secretsIn, unknownPlaceholders, unpinnedActions } from './texts.ts'
import { toolSigns } from './tool-signs.ts'

/** A template or a layer in its author's folder. */
export type Linted = {
  readonly kind: 'template' | 'layer'
  /** The files by their path in the folder; undefined when they cannot be read. */
  readonly files: Tree | undefined
  readonly leftOut: readonly string[]
  readonly manifestProblems: readonly { line: number; key: string; reason: string }[]
  /** Layers first, the template last; or the error why it cannot be used. */
  readonly blueprints: readonly Blueprint[] | AppError
  /** Absolute paths of the author's machine. */
  readonly ownPaths: readonly string[]
}

/** All problems of a template, sorted by file and line. Pure. */
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
      : findingsInProjects(linted, texts, linted.blueprints)),
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
  const problems = manifestProblems.map(({ line, key, reason }) => {
    const fix = `See docs/schemas/${kind}.schema.json. An editor that uses the schema marks the place.`
    return { ...found, line, message: `${key === '' ? 'It' : key} ${asPredicate(reason)}.`, fix }
  })
  if (problems.length > 0) return problems
  if (blueprints instanceof AppError) {
    const fix = 'Fix it: until then the template cannot be used.'
    return [{ ...found, ...placeOf(blueprints, file), message: blueprints.message, fix }]
  }
  if (files?.has(file) || kind === 'layer') return []
  const message =
    'There is no template.json, so the template has no questions and is named after its folder.'
  const fix = 'Go to the folder and run create-app template init . to create one.'
  return [{ ...found, level: 'warning', line: undefined, message, fix }]
}

/** The file that caused the error, else the manifest. */
function placeOf({ place }: AppError, manifest: string): { file: string; line: undefined } {
  return { file: place ?? manifest, line: undefined }
}

/** zod's messages are sentences; our own ones continue the sentence. */
function asPredicate(reason: string): string {
  return /^[A-Z]/.test(reason)
    ? `is not valid: ${reason.slice(0, 1).toLowerCase()}${reason.slice(1)}`
    : reason
}

function findingsInProjects(
  { kind, files = new Map() }: Linted,
  texts: Tree,
  blueprints: readonly Blueprint[],
): readonly TemplateFinding[] {
  const questions = questionsOf(blueprints)
  const combinations = combinationsOf(questions, signedAnswers(blueprints))
  const known = knownPlaceholders(combinations[0] ?? {})
  const options = files.size === 0 ? [] : deadOptions(files, questions, kind)
  // A layer may use the answers to its templates' questions.
  if (kind === 'layer') return []
  const unknown = unknownPlaceholders(texts, known)
  const reported = new Set(unknown.map(({ message }) => message))
  return [
    ...unknown,
    ...options,
    ...toolSigns(blueprints, files),
    // A finding in the template itself is not repeated for its projects.
    ...projectFindings(blueprints, combinations, files).filter(
      ({ message }) => !reported.has(message),
    ),
  ]
}

function knownPlaceholders(answers: Answers): readonly string[] {
  return [...placeholdersOf({ names: namesOf('my-app'), answers }).keys()]
}

/** Notes for authors of the template. */
const authorsPage = 'options/README.md'

/** Options are found by their folder names, so a typing error leaves a folder without effect. */
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
    message: 'No answer copies this file into a project.',
    fix:
      asked.length === 0
        ? 'Remove it: the template has no questions with options.'
        : `Move it to one of ${asked.join(', ')}.`,
  }))
}

/** Problems that only show in created projects: layers that do not fit, unknown placeholders, missing scripts. */
function projectFindings(
  blueprints: readonly Blueprint[],
  combinations: readonly Answers[],
  files: Tree,
): readonly TemplateFinding[] {
  const samples = combinations.map((answers) => sampleOrError(blueprints, answers))
  const failed = samples.flatMap((sample): TemplateFinding[] => {
    if (!('error' in sample)) return []
    const { answers, error } = sample
    const message = `With ${nameOfAnswers(answers)} no project can be created. ${error.message}`
    const fix = 'Fix it, or remove the answer.'
    return [{ rule: 'project', level: 'problem', ...placeOf(error, 'template.json'), message, fix }]
  })
  const projects = samples.flatMap((sample) => ('tree' in sample ? sample : []))
  const unfilled = projects.flatMap(({ tree }) => unknownPlaceholders(tree, []))
  const manifest = files.get('package.json')?.content
  const line = typeof manifest === 'string' ? lineOf(manifest, ['scripts']) : undefined
  const asksForPackageManager = questionsOf(blueprints).some(
    ({ id }) => id === packageManagerQuestion,
  )
  const trees = projects.map(({ tree }) => tree)
  return [
    ...failed.slice(0, 1),
    ...withoutDuplicates(unfilled),
    ...missingScripts(trees, line),
    ...unusableTests(trees, line),
    ...unpinnedDependencies(projects),
    ...(asksForPackageManager ? withoutDuplicates(otherManagersCommands(projects)) : []),
  ]
}

type Failed = { readonly answers: Answers; readonly error: AppError }

function sampleOrError(blueprints: readonly Blueprint[], answers: Answers): SampleProject | Failed {
  try {
    return { answers, tree: filesOf(sampleOf(blueprints, answers)) }
  } catch (error) {
    if (error instanceof AppError) return { answers, error }
    throw error
  }
}

function withoutDuplicates(findings: readonly TemplateFinding[]): readonly TemplateFinding[] {
  const places = findings.map((found): [string, TemplateFinding] => [JSON.stringify(found), found])
  return [...new Map(places).values()]
}

function byPlace(one: TemplateFinding, other: TemplateFinding): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1
  return (one.line ?? 0) - (other.line ?? 0)
}
