import { placeholdersOf } from '../../compose/lay-blueprint.ts'
import { lineOf } from '../../edits/json/json-place.ts'
import { AppError } from '../../errors/errors.ts'
import { type Allowed, type Blueprint, isOfAuthor, questionsOf } from '../../model/blueprint.ts'
import { namesOf } from '../../model/names.ts'
import {
  type Answers,
  foldersOf,
  packageManagerQuestion,
  type Question,
} from '../../model/question.ts'
import type { Tree } from '../../model/tree.ts'
import { withoutMark } from '../../text.ts'
import { combinationsOf, signedAnswers } from '../combinations.ts'
import { filesOf, nameOfAnswers, sampleOf } from '../sample.ts'
import { unpinnedActions } from './actions.ts'
import { siftAllowed } from './allowed.ts'
import { foreignStepsIn, inheritedNames, missingGitignore } from './inherited.ts'
import { leftoversIn } from './leftovers.ts'
import {
  type Found,
  groupFindings,
  type Linted,
  type LintedFolder,
  type TemplateFinding,
} from './lint-finding.ts'
import { hasManifest, manifestFindings } from './manifest-findings.ts'
import { otherManagersCommands, type SampleProject, unpinnedDependencies } from './packages.ts'
import { missingScripts, unusableTests } from './scripts.ts'
import { secretsIn } from './secrets.ts'
import { absolutePaths, unknownPlaceholders } from './texts.ts'
import { toolSigns } from './tool-signs.ts'
import { unpublishedIn } from './unpublished.ts'

/** What is wrong with a template. */
export type LintResult = {
  /** The most important first. */
  readonly findings: readonly TemplateFinding[]
  /** What the author accepts, with the reason. */
  readonly acknowledged: readonly AcknowledgedFinding[]
}

export type AcknowledgedFinding = TemplateFinding & { readonly reason: string }

/** Finds everything that is wrong with a template. Pure. */
export function lintTemplate(linted: Linted): LintResult {
  const { kind, files = new Map(), blueprints } = linted
  const found = [...manifestFindings(linted), ...findingsInFiles(linted)]
  if (blueprints instanceof AppError) return { findings: groupFindings(found), acknowledged: [] }
  const { allow } = blueprints.at(-1)?.manifest.lint ?? { allow: [] }
  const file = `${kind}.json`
  return withoutAllowed([...found, ...findingsInProjects(linted, blueprints)], {
    ...{ allow, file, text: textAt(file, files) },
  })
}

/** What the author accepts apart from what is left to do. */
export function withoutAllowed(found: readonly Found[], allowing: Allowing): LintResult {
  const { open, acknowledged, stale } = siftAllowed(found, allowing.allow)
  return {
    findings: groupFindings([...open, ...stale.map((at) => staleEntry(at, allowing))]),
    acknowledged: [...new Set(acknowledged.map(({ reason }) => reason))].flatMap((reason) => {
      const accepted = acknowledged.filter((one) => one.reason === reason)
      return groupFindings(accepted.map((one) => one.found)).map((one) => ({ ...one, reason }))
    }),
  }
}

/** What `lint.allow` of a manifest says, and where. */
type Allowing = {
  readonly allow: readonly Allowed[]
  readonly file: string
  readonly text: string | undefined
}

/** Findings that the author's own files show. */
export function findingsInFiles(folder: LintedFolder): readonly Found[] {
  const { kind, files, leftOut, ownPaths, packageAbove } = folder
  if (files === undefined) return []
  const isOurs = kind !== 'template' || hasManifest(files)
  const texts = new Map([...files].filter(([path]) => !isOfAuthor(path, kind)))
  const copied = new Map([...texts].filter(([path]) => !isOurs || path !== `${kind}.json`))
  return [
    ...leftoversIn(files, leftOut),
    ...unpublishedIn(files, packageAbove),
    ...absolutePaths(texts, ownPaths),
    ...secretsIn(texts),
    ...unpinnedActions(texts),
    ...inheritedNames(copied),
    ...foreignStepsIn(copied),
  ]
}

function staleEntry(at: number, { allow, file, text }: Allowing): Found {
  const { rule, path } = allow[at] ?? { rule: '', path: '' }
  return {
    ...{ rule: 'stale-allow', level: 'warning', file },
    line: text === undefined ? undefined : lineOf(withoutMark(text), ['lint', 'allow', at]),
    text: `${rule} in ${path}`,
    message: 'An entry of lint.allow matches no finding.',
    fix: 'Remove it, or correct its rule or its path. A folder ends with /.',
  }
}

function findingsInProjects(
  { kind, files = new Map() }: Linted,
  blueprints: readonly Blueprint[],
): readonly Found[] {
  const questions = questionsOf(blueprints)
  const combinations = combinationsOf(questions, signedAnswers(blueprints))
  const known = knownPlaceholders(combinations[0] ?? {})
  // A layer may use the answers to its templates' questions.
  if (kind === 'layer') return []
  const own = new Map([...files].filter(([path]) => !isOfAuthor(path, kind)))
  const unknown = unknownPlaceholders(own, known)
  const reported = new Set(unknown.map(({ message }) => message))
  return [
    ...unknown,
    ...(hasManifest(files) ? deadOptions(files, questions) : []),
    ...toolSigns(blueprints, files),
    // A finding in the template itself is not repeated for its projects.
    ...projectFindings(blueprints, combinations, files).filter(
      ({ message }) => !reported.has(message),
    ),
  ]
}

export function knownPlaceholders(answers: Answers): readonly string[] {
  return [...placeholdersOf({ names: namesOf('my-app'), answers }).keys()]
}

/** Notes for authors of the template. */
const authorsPage = 'options/README.md'

/** Options are found by their folder names, so a typing error leaves a folder without effect. */
export function deadOptions(files: Tree, questions: readonly Question[]): readonly Found[] {
  const asked = questions.flatMap((question) =>
    foldersOf(question).map((folder) => `options/${question.id}/${folder}/`),
  )
  const isStray = (path: string): boolean => {
    const folder = asked.find((one) => path.startsWith(one))
    if (path.startsWith('options/') && folder === undefined) return true
    // A folder of options may have options in it.
    return folder !== undefined && isStray(path.slice(folder.length))
  }
  const stray = [...files.keys()].filter((path) => path !== authorsPage && isStray(path))
  return stray.map((file) => ({
    rule: 'option',
    level: 'problem',
    file,
    line: undefined,
    message: 'No answer copies this file into a project.',
    fix:
      asked.length === 0
        ? 'Remove it: no question has options.'
        : `Move it to one of ${asked.join(', ')}.`,
  }))
}

/** Problems that only show in created projects: layers that do not fit, unknown placeholders, missing scripts. */
function projectFindings(
  blueprints: readonly Blueprint[],
  combinations: readonly Answers[],
  files: Tree,
): readonly Found[] {
  const samples = combinations.map((answers) => sampleOrError(blueprints, answers))
  const failed = samples.flatMap((sample): Found[] => {
    if (!('error' in sample)) return []
    const { answers, error } = sample
    const message = `With ${nameOfAnswers(answers)} no project can be created. ${error.message}`
    const fix = 'Fix it, or remove the answer.'
    const place = { file: error.place ?? 'template.json', line: undefined }
    return [{ rule: 'project', level: 'problem', ...place, message, fix }]
  })
  const projects = samples.flatMap((sample) => ('tree' in sample ? sample : []))
  const unfilled = projects.flatMap(({ tree }) => unknownPlaceholders(tree, []))
  const manifest = textAt('package.json', files)
  const line = manifest === undefined ? undefined : lineOf(manifest, ['scripts'])
  const asksForPackageManager = questionsOf(blueprints).some(
    ({ id }) => id === packageManagerQuestion,
  )
  const trees = projects.map(({ tree }) => tree)
  return [
    ...failed.slice(0, 1),
    ...withoutDuplicates(unfilled),
    ...missingScripts(trees, line),
    ...unusableTests(trees, line),
    ...missingGitignore(blueprints, trees),
    ...unpinnedDependencies(projects, files),
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

export function withoutDuplicates(found: readonly Found[]): readonly Found[] {
  const places = found.map((one): [string, Found] => [JSON.stringify(one), one])
  return [...new Map(places).values()]
}

export function textAt(path: string, files: Tree): string | undefined {
  const content = files.get(path)?.content
  return typeof content === 'string' ? content : undefined
}
