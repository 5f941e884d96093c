import { errors } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { nameOfEntry } from '../../model/generated/entry.ts'
import { readEntries } from '../../project/existing/read-entries.ts'
import { entryNamed, folderTyped } from '../entries/place-generator.ts'
import { planEntryChange } from '../entries/plan-entry-change.ts'
import { openAnyProject } from '../recorded/open-any.ts'
import type { Session } from '../session.ts'
import { carryOut } from './carry-out.ts'

/** Takes out of a project what a generator added. What a person edited stays. */
export async function remove(
  { words, flags }: Asked<'<id> <name>'>,
  session: Session,
): Promise<ExitCode> {
  const { cwd, report } = session
  report.open()
  const project = await openAnyProject(undefined, session)
  const entries = await readEntries(project.target.dir, project.leftovers)
  const place = { cwd, typed: folderTyped(flags) }
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
  const { id: tool, version } = before
  return carryOut(plan, { flags, foreign: undefined, tool, version }, session)
}
