import { homedir } from 'node:os'
import { lintAddon } from '../../authoring/addons/lint-addon.ts'
import type { LintResult } from '../../authoring/lint/lint.ts'
import type { TemplateFinding } from '../../authoring/lint/lint-finding.ts'
import { inspectAddons } from '../../blueprints/addons/inspect-addons.ts'
import { builtInAddons } from '../../blueprints/addons/load-addon.ts'
import { listTemplates } from '../../blueprints/catalog.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { lintJson, printLint } from '../../report/author/lint-report.ts'
import { exitCodeOfLint } from '../../report/exit-code.ts'
import { counted } from '../../report/human/dry-run.ts'
import { pageOf } from '../../report/human/page.ts'
import { openAuthorsProject } from '../open-authors-project.ts'
import type { Session } from '../session.ts'
import { groundsOf } from './grounds.ts'

/** Reports what is wrong with the add-ons of a project, or with some. Only reads. */
export async function lint(
  { words, flags }: Asked<'[folder…]'>,
  session: Session,
): Promise<ExitCode> {
  const { io, catalog, cwd, signal } = session
  const { dir, shown } = (await openAuthorsProject(session)).target
  const inspected = await inspectAddons(words.folder, {
    ...{ catalog, cwd, project: dir, asking: { env: io.env, signal } },
  })
  const grounds = await groundsOf(flags.template, session)
  const builtIn = await builtInAddons(catalog)
  const templates = await listTemplates(catalog)
  const known = [...builtIn, ...inspected, ...templates].map(({ id }) => id)
  const results = inspected.map(({ content, place, path, beside, ...one }) => {
    const result = lintAddon({
      ...{ ...one, kind: 'addon', known: [...known, ...beside], grounds },
      ...{ files: content?.files, leftOut: content?.leftOut ?? [] },
      ownPaths: [path, io.env.HOME || homedir()],
    })
    return inProject(result, place)
  })
  const result = {
    findings: results.flatMap(({ findings }) => findings),
    acknowledged: results.flatMap(({ acknowledged }) => acknowledged),
  }
  const many = inspected.length > 1
  const subject = many ? counted(inspected.length, 'add-on') : (inspected[0]?.place ?? '')
  const report = { ...result, shown, subject: [subject, many ? 'have' : 'has'] as const }
  io.stdout.write(flags.json ? lintJson(dir, result) : printLint(report, pageOf(io.env, io.stdout)))
  return exitCodeOfLint(result.findings)
}

/** The same with paths from the folder of the project. */
function inProject({ findings, acknowledged }: LintResult, folder: string): LintResult {
  const at = folder === '' ? '' : `${folder}/`
  const placed = <Finding extends TemplateFinding>(finding: Finding): Finding => ({
    ...finding,
    places: finding.places.map((one) => ({ ...one, file: `${at}${one.file}` })),
  })
  return { findings: findings.map(placed), acknowledged: acknowledged.map(placed) }
}
