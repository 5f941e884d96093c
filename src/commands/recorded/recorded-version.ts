import { errors } from '../../errors/errors.ts'
import { printCommand } from '../../model/command.ts'
import { createWith, type FoundRecord } from '../../model/record.ts'
import { isNewer } from '../../plan/newer-release.ts'

type RunningRelease = {
  /** The project, or the file with its record, as a person types it. */
  readonly shown: string
  /** The version of create-app that runs. */
  readonly running: string
  /** What to type after the create-app that made the record. */
  readonly args: readonly string[]
}

/** Refuses a record of a later create-app, which may mean what this one does not know. */
export function refuseLater(record: FoundRecord, running: RunningRelease): void {
  if (isLater(record.createApp, running.running)) throw otherVersion(record, running)
}

/** Refuses a record of any other create-app, because the templates of each release differ. */
export function requireSame(record: FoundRecord, running: RunningRelease): void {
  if (record.createApp !== running.running) throw otherVersion(record, running)
}

/** A pre-release of a later version is later, too. */
function isLater(made: string, running: string): boolean {
  return isNewer(made, running) || isNewer(withoutStage(made), withoutStage(running))
}

function withoutStage(version: string): string {
  return version.replace(/-.*/, '')
}

/** The project can also be brought to a later version, but not back to an earlier one. */
function otherVersion(record: FoundRecord, { shown, running, args }: RunningRelease) {
  const { createApp: made } = record
  const forward = printCommand({
    file: 'npx',
    args: ['create-app@latest', 'update', ...(shown === '.' ? [] : [shown])],
  })
  return errors.otherVersion(
    { dir: shown, made, running },
    { exact: createWith(record, args), forward: isLater(made, running) ? undefined : forward },
  )
}
