import type { IO } from '../../io.ts'
import { type Warning, warningOf } from '../../model/warning.ts'
import type { ApplyEvent } from '../../plan/event.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Reporter } from '../reporter.ts'
import { failedResult, finishedResult, plannedResult, type ResultDocument } from '../result.ts'
import { stackOf } from '../stack-trace.ts'

/** Prints one JSON object per line during the run; the last one, `run.end`, contains the result document. */
export function eventsReporter(io: Pick<IO, 'stdout' | 'stderr'>, command: string): Reporter {
  const warnings: Warning[] = []
  let seq = 0
  let current: Plan | undefined
  const emit = (event: Readonly<Record<string, unknown>>) => {
    if (seq === 0 && event.type !== 'run.start') emit({ type: 'run.start' })
    io.stdout.write(`${JSON.stringify({ v: 1, seq: seq++, ...event })}\n`)
  }
  const warn = (warning: Warning) => {
    warnings.push(warning)
    emit({ type: 'warn', ...warning })
  }
  const end = (result: ResultDocument) => {
    emit({ type: 'run.end', result: { ...result, warnings: [...warnings, ...result.warnings] } })
    return result.exitCode
  }
  return {
    open: () => emit({ type: 'run.start' }),
    warn,
    aside: () => {},
    begin: (plan) => {
      current = plan
      emit({ type: 'plan', result: plannedResult(plan) })
      for (const warning of plan.warnings) emit({ type: 'warn', ...warning })
    },
    event: (event) => (event.type === 'warn' ? warn(warningOf(event)) : emit(withoutOutput(event))),
    planned: (plan) => end(plannedResult(plan)),
    finished: (plan, outcome) => end(finishedResult(plan, outcome)),
    failed: (error) => {
      const result = failedResult(error, { command, plan: current })
      if (result.error?.code === 'BUG') io.stderr.write(`${stackOf(error)}\n`)
      return end(result)
    },
  }
}

/** The output of a task has already been sent while it ran. */
function withoutOutput(event: ApplyEvent): Readonly<Record<string, unknown>> {
  if (event.type !== 'task.end') return event
  const { output: _, ...rest } = event
  return rest
}
