import { apply } from '../../apply/apply.ts'
import { Cancelled } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { openRecorded } from '../recorded/open-recorded.ts'
import { requireTrust } from '../requirements.ts'
import type { Session } from '../session.ts'
import { planRecordChange } from './plan-record-change.ts'

/** Brings a project to what its template makes now, and keeps what its people changed. */
export async function update(asked: Asked<'[dir]'>, session: Session): Promise<ExitCode> {
  const { io, report, signal, interactive } = session
  report.open()
  const flags = { ...asked.flags, ...asked.words }
  const opened = await openRecorded(flags.dir, session)
  const change = { command: 'update' as const }
  const { plan, unvouched } = await planRecordChange(opened, flags, { change, session })
  if (flags['dry-run']) return report.planned(plan)
  report.begin(plan)
  if (plan.changes.length > 0 && interactive && !flags.yes) {
    const { askToGoOn } = await import('../../prompts/ask-to-go-on.ts')
    if (!(await askToGoOn('Make these changes?', session))) throw new Cancelled()
  }
  if (!flags.trust) await requireTrust(unvouched, session)
  const outcome = await apply(plan, { env: io.env, signal, onEvent: report.event })
  return report.finished(plan, outcome)
}
