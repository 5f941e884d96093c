import { lintGenerator } from '../../authoring/generators/lint-generator.ts'
import { insertedPaths } from '../../authoring/generators/rendered-findings.ts'
import { groupFindings } from '../../authoring/lint/lint-finding.ts'
import {
  type InspectedGenerator,
  inspectGenerators,
} from '../../blueprints/generators/inspect-generators.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import { lintJson, printLint } from '../../report/author/lint-report.ts'
import { exitCodeOfLint } from '../../report/exit-code.ts'
import { counted } from '../../report/human/dry-run.ts'
import { pageOf } from '../../report/human/page.ts'
import { type AuthorsProject, openAuthorsProject } from '../open-authors-project.ts'
import type { Session } from '../session.ts'

/** Reports what is wrong with the generators of a project, or with one. Only reads. */
export async function lint(
  { words, flags }: Asked<'[path]'>,
  { io, catalog, cwd }: Session,
): Promise<ExitCode> {
  const project = await openAuthorsProject({ cwd, io })
  const { dir, shown } = project.target
  const inspected = await inspectGenerators(words.path, { catalog, cwd, project: dir })
  const found = await Promise.all(inspected.map((one) => findingsIn(one, project)))
  const result = { findings: groupFindings(found.flat()), acknowledged: [] }
  const many = inspected.length > 1
  const [only] = inspected
  const subject = many ? counted(inspected.length, 'generator') : (only?.place ?? '')
  const lint = { ...result, shown, subject: [subject, many ? 'have' : 'has'] as const }
  io.stdout.write(flags.json ? lintJson(dir, result) : printLint(lint, pageOf(io.env, io.stdout)))
  return exitCodeOfLint(result.findings)
}

async function findingsIn(
  inspected: InspectedGenerator,
  { target, leftovers }: AuthorsProject,
): Promise<ReturnType<typeof lintGenerator>> {
  const paths = inspected.generator ? insertedPaths(inspected.generator) : []
  const { tree } = await readFiles(target.dir, paths, leftovers)
  return lintGenerator({ ...inspected, disk: tree })
}
