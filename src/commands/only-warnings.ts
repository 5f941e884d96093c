import { warningOf } from '../model/warning.ts'
import type { ApplyEvent } from '../plan/event.ts'
import type { Reporter } from '../report/reporter.ts'

/** Passes on what `apply` warns of, for a command that reports everything else itself. */
export function onlyWarnings(report: Reporter): (event: ApplyEvent) => void {
  return (event) => {
    if (event.type === 'warn') report.warn(warningOf(event))
  }
}
