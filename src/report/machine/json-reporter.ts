import type { ExitCode } from '../../errors/exit-codes.ts'
import type { IO } from '../../io.ts'
import { type Warning, warningOf } from '../../model/warning.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Reporter } from '../reporter.ts'
import { failedResult, finishedResult, plannedResult, type ResultDocument } from '../result.ts'
import { stackOf } from '../stack-trace.ts'

/** Prints one JSON document, and nothing else, to standard output. */
export function jsonReporter(io: Pick<IO, 'stdout' | 'stderr'>, command: string): Reporter {
  const warnings: Warning[] = []
  let current: Plan | undefined
  const print = (document: ResultDocument): ExitCode => {
    const complete = { ...document, warnings: [...warnings, ...document.warnings] }
    io.stdout.write(`${JSON.stringify(complete, null, 2)}\n`)
    return document.exitCode
  }
  return {
    open: () => {},
    warn: (warning) => warnings.push(warning),
    aside: () => {},
    begin: (plan) => {
      current = plan
    },
    event: (event) => {
      if (event.type === 'warn') warnings.push(warningOf(event))
    },
    planned: (plan) => print(plannedResult(plan)),
    finished: (plan, outcome) => print(finishedResult(plan, outcome)),
    failed: (error) => {
      const document = failedResult(error, { command, plan: current })
      if (document.error?.code === 'BUG') io.stderr.write(`${stackOf(error)}\n`)
      return print(document)
    },
  }
}
