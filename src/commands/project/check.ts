import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { recordedTemplate } from '../../model/record.ts'
import { driftIn, type FileState } from '../../plan/change/drift.ts'
import { leftoversWarning } from '../../plan/target.ts'
import { exitCodeOfDrift } from '../../report/exit-code.ts'
import { type CheckedProject, driftJson, printDrift } from '../../report/human/drift-report.ts'
import { pageOf } from '../../report/human/page.ts'
import { compareProject } from '../compared/compare-project.ts'
import { openRecorded } from '../recorded/open-recorded.ts'
import type { Session } from '../session.ts'

/** Reports how a project differs from its template, and what waits for it. Writes nothing, and runs nothing of the project. */
export async function check(asked: Asked<'[dir]'>, session: Session): Promise<ExitCode> {
  const { catalog, cwd, io, report, random, signal } = session
  const flags = { ...asked.flags, ...asked.words }
  const opened = await openRecorded(flags.dir, session)
  const planning = { ...{ command: 'check', catalog, cwd, io, report, signal, random } }
  const { fates, disk, unresolved, next, record, target, warnings } = await compareProject(
    opened,
    flags,
    planning,
  )
  const leftovers = leftoversWarning(target)
  const checked: CheckedProject = {
    dir: target.dir,
    shown: target.shown,
    made: recordedTemplate(record),
    newest: next.record.blueprints.findLast(({ kind }) => kind === 'template'),
    drift: new Map([...driftIn(fates, disk), ...unresolved.map(conflicting)]),
    warnings: [...(leftovers ? [leftovers] : []), ...warnings],
  }
  const exitCode = exitCodeOfDrift(checked.drift, flags.strict ?? false)
  const page = pageOf(io.env, io.stdout)
  io.stdout.write(flags.json ? driftJson(checked, exitCode) : printDrift(checked, page))
  return exitCode
}

function conflicting(path: string): readonly [string, FileState] {
  return [path, 'conflicting']
}
