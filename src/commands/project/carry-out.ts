import { appendUsage } from '../../apply/append-usage.ts'
import { apply } from '../../apply/apply.ts'
import { Cancelled } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Flags } from '../../flags/flags.ts'
import type { Plan } from '../../plan/plan.ts'
import type { ForeignRun } from '../../plan/trust.ts'
import { requireTrust } from '../requirements.ts'
import type { Session } from '../session.ts'

type CarryingOut = {
  readonly flags: Flags
  /** What would run of somebody else. */
  readonly foreign: ForeignRun | undefined
  /** The generator of the entry. */
  readonly tool: string
  readonly version: string
}

/** Shows a plan in a dry run. Otherwise asks, where files that are there change, and carries it out. */
export async function carryOut(
  plan: Plan,
  { flags, foreign, tool, version }: CarryingOut,
  session: Session,
): Promise<ExitCode> {
  const { io, report, signal, interactive } = session
  if (flags['dry-run']) return report.planned(plan)
  report.begin(plan)
  const changesOld = plan.changes.some(({ kind }) => kind !== 'create')
  if (changesOld && interactive && !flags.yes) {
    const { askToGoOn } = await import('../../prompts/ask-to-go-on.ts')
    if (!(await askToGoOn('Make these changes?', session))) throw new Cancelled()
  }
  if (!flags.trust) await requireTrust(foreign, session)
  const outcome = await apply(plan, { env: io.env, signal, onEvent: report.event })
  const exit = report.finished(plan, outcome)
  const { command, changes, minutes = 0 } = plan
  const saved = changes.length === 0 ? 0 : minutes
  await appendUsage({ tool, version, command, ms: outcome.ms, exit, minutes: saved }, io)
  return exit
}
