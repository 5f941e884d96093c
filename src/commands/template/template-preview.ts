import { resolve } from 'node:path'
import { combinationsOf, signedAnswers } from '../../authoring/combinations.ts'
import { sampleFolder, sampleOf } from '../../authoring/sample.ts'
import { loadTemplate } from '../../blueprints/inspect.ts'
import { compareTrees, fileDiff } from '../../compare/compare-trees.ts'
import { foreignStepCode } from '../../compose/foreign-steps.ts'
import { incompleteCode } from '../../compose/incomplete-warnings.ts'
import { errors } from '../../errors/errors.ts'
import { type ExitCode, exitCodes } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import type { Flags } from '../../flags/flags.ts'
import { closestTo } from '../../flags/suggest.ts'
import { type Blueprint, questionsOf } from '../../model/blueprint.ts'
import { namesOf } from '../../model/names.ts'
import type { Tree } from '../../model/tree.ts'
import { otherManagerCode } from '../../packages/other-commands.ts'
import { treeOf } from '../../plan/plan.ts'
import { knownAnswers } from '../../prompts/known-answers.ts'
import { type Preview, previewJson, printPreview } from '../../report/author/preview-report.ts'
import { pageOf } from '../../report/human/page.ts'
import { requireName } from '../requirements.ts'
import type { Session } from '../session.ts'

/** Shows what a template makes, or what other answers change. Writes nothing. */
export async function preview(
  { words, flags }: Asked<'[dir]'>,
  { io, catalog, cwd, signal }: Pick<Session, 'io' | 'catalog' | 'cwd' | 'signal'>,
): Promise<ExitCode> {
  requireName(flags)
  const dir = resolve(cwd, words.dir ?? '.')
  const blueprints = await loadTemplate(dir, catalog, { env: io.env, signal })
  const one = projectFor(blueprints, flags)
  const other = flags.against && projectFor(blueprints, flags, flags.against)
  const shown: Preview = {
    ...{ dir, ...one },
    ...(other
      ? { against: { answers: other.answers, changes: compareTrees(one.tree, other.tree) } }
      : {}),
    ...(flags.file === undefined ? {} : { file: fileIn(flags.file, one.tree, other?.tree) }),
  }
  io.stdout.write(flags.json ? previewJson(shown) : printPreview(shown, pageOf(io.env, io.stdout)))
  return exitCodes.ok
}

type Project = Pick<Preview, 'answers' | 'tree' | 'warnings'>

/** The project of the given answers, with defaults for the rest; `over` replaces some of them. */
function projectFor(
  blueprints: readonly Blueprint[],
  flags: Flags,
  over: readonly string[] = [],
): Project {
  const questions = questionsOf(blueprints)
  const nobody = { startedBy: undefined }
  const said = {
    ...signedAnswers(blueprints),
    ...knownAnswers(questions, flags, nobody),
    ...knownAnswers(questions, { pm: undefined, set: over }, nobody),
  }
  const [answers = {}] = combinationsOf(questions, said)
  const names = namesOf(sampleFolder, { packageName: flags.name, title: flags.title })
  const plan = sampleOf(blueprints, answers, names, false)
  const warnings = plan.warnings.filter(({ code }) => ofTemplate.includes(code))
  return { answers, tree: treeOf(plan), warnings }
}

/** Warnings that do not depend on a machine. */
const ofTemplate = [incompleteCode, foreignStepCode, otherManagerCode, 'UNRESOLVED_VERSION']

function fileIn(path: string, one: Tree, other: Tree | undefined): NonNullable<Preview['file']> {
  const paths = [...new Set([...one.keys(), ...(other?.keys() ?? [])])]
  if (!paths.includes(path)) throw errors.noSuchFile(path, closestTo(path, paths))
  if (other) return { path, diff: fileDiff(path, one, other) }
  const content = one.get(path)?.content ?? ''
  return { path, content: typeof content === 'string' ? content : '' }
}
