import { appendUsage } from '../../apply/append-usage.ts'
import { apply } from '../../apply/apply.ts'
import { Cancelled, errors } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { nameOfEntry } from '../../model/generated/entry.ts'
import { readEntries } from '../../project/existing/read-entries.ts'
import { entryNamed } from '../entries/place-generator.ts'
import { planEntryChange } from '../entries/plan-entry-change.ts'
import { openAnyProject } from '../recorded/open-any.ts'
import type { Session } from '../session.ts'

/** Takes out of a project what a generator added. What a person edited stays. */
export async function remove(
  { words, flags }: Asked<'<id> <name>'>,
  session: Session,
): Promise<ExitCode> {
  const { cwd, io, report, signal, interactive } = session
  report.open()
  const project = await openAnyProject(undefined, session)
  const entries = await readEntries(project.target.dir, project.leftovers)
  const place = { cwd, typed: flags.in?.replaceAll(/^\.\/|\/+$/g, '') }
  const before = entryNamed(entries, words, { project, place })
  if (before === undefined) {
    const known = entries.map((entry) => `${entry.id} ${nameOfEntry(entry)}`)
    throw errors.noEntry(words.id, words.name, known)
  }
  const hooks = { before: [], after: [] }
  const { folder = '' } = before
  const change = { command: 'remove', project, flags, before, after: undefined } as const
  const plan = await planEntryChange(
    { ...change, entries, folder, hooks, migration: undefined, minutes: undefined },
    session,
  )
  if (flags['dry-run']) return report.planned(plan)
  report.begin(plan)
  if (plan.changes.length > 0 && interactive && !flags.yes) {
    const { askToGoOn } = await import('../../prompts/ask-to-go-on.ts')
    if (!(await askToGoOn('Make these changes?', session))) throw new Cancelled()
  }
  const outcome = await apply(plan, { env: io.env, signal, onEvent: report.event })
  const exit = report.finished(plan, outcome)
  const { id: tool, version } = before
  await appendUsage({ tool, version, command: 'remove', ms: outcome.ms, exit, minutes: 0 }, io)
  return exit
}
