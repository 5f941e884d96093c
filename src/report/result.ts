import { AppError, Cancelled, type MissingInput } from '../errors/errors.ts'
import { type ExitCode, exitCodes } from '../errors/exit-codes.ts'
import type { NextStep } from '../model/blueprint.ts'
import { printCommands } from '../model/command.ts'
import type { InsertionOutcome } from '../model/generated/insertion.ts'
import type { Answers } from '../model/question.ts'
import type { Change } from '../model/tree.ts'
import { sizeOf } from '../model/tree.ts'
import type { Warning } from '../model/warning.ts'
import { conflictsIn } from '../plan/change/plan-change.ts'
import type { TaskResult } from '../plan/event.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Plan } from '../plan/plan.ts'
import { withoutCommit } from '../plan/plan-tasks.ts'
import { leftoversWarning } from '../plan/target.ts'
import { exitCodeOf, exitCodeOfError } from './exit-code.ts'

export const resultSchema = 'create-app/result@1'

/** The JSON document of a run, version 1; docs/contract.md explains each field. */
export type ResultDocument = {
  readonly schema: typeof resultSchema
  readonly ok: boolean
  /** One that reports with this document; the schema lists them. */
  readonly command: string
  readonly status: ResultStatus
  readonly exitCode: ExitCode
  /** Absolute; null when the run ended before the target was known. */
  readonly projectDir: string | null
  readonly template: { id: string; version: string; source: string } | null
  readonly answers: Answers
  readonly files: {
    readonly created: readonly string[]
    /** Files that were there and changed, went, or are in conflict; only where there are any. */
    readonly updated?: readonly string[]
    readonly deleted?: readonly string[]
    readonly conflicts?: readonly string[]
    readonly kept: readonly string[]
    /** Sizes in bytes, by path; only in a dry run. */
    readonly sizes?: Readonly<Record<string, number>>
  }
  /** What became of the text that is added to files that were there; only of a generator. */
  readonly insertions?: readonly InsertionOutcome[]
  /** What a person would have needed by hand, if the generator says so. */
  readonly minutes?: number
  readonly treeHash: string | null
  readonly tasks: readonly ResultTask[]
  readonly warnings: readonly Warning[]
  readonly error: ResultError | null
  readonly missing: readonly MissingInput[]
  readonly replay: string | null
  readonly nextSteps: readonly NextStep[]
}

export type ResultStatus =
  | ('created' | 'updated' | 'undone' | 'generated' | 'added' | 'removed' | 'conflicts')
  | ('planned' | 'partial' | 'failed' | 'needs_input' | 'cancelled')

export type ResultTask = {
  readonly id: string
  readonly status: 'planned' | 'ok' | 'skipped' | 'failed'
  readonly ms: number
  readonly command: string
  readonly reason?: string
}

type ResultError = {
  readonly code: string
  readonly message: string
  readonly fix: string
  readonly logFile?: string
}

/** The document of a dry run. */
export function plannedResult(plan: Plan): ResultDocument {
  const described = documentOf(plan)
  const leftovers = leftoversWarning(plan.target)
  return {
    ...described,
    ok: true,
    status: 'planned',
    exitCode: exitCodes.ok,
    files: { ...described.files, sizes: sizesOf(plan) },
    warnings: [...(leftovers ? [leftovers] : []), ...described.warnings],
    tasks: plan.tasks.map((task) => ({
      id: task.id,
      status: task.skipped === undefined ? 'planned' : 'skipped',
      ms: 0,
      command: printCommands(task.commands),
      ...(task.skipped === undefined ? {} : { reason: task.skipped }),
    })),
  }
}

/** The document of a run that wrote its files. */
export function finishedResult(plan: Plan, outcome: Outcome): ResultDocument {
  const exitCode = exitCodeOf(outcome)
  const { error, logFile } = outcome
  return {
    ...documentOf(plan),
    ok: exitCode === exitCodes.ok,
    warnings: warningsAfter(plan, outcome),
    status: statusOf(plan, outcome),
    exitCode,
    tasks: outcome.tasks.map(toResultTask),
    error: error ? { ...describe(error), ...(logFile === undefined ? {} : { logFile }) } : null,
  }
}

function statusOf({ command }: Plan, { interrupted, error, tasks }: Outcome): ResultStatus {
  if (interrupted) return 'cancelled'
  if (error) return tasks.some(({ status }) => status === 'failed') ? 'partial' : 'conflicts'
  return doneAs[command] ?? 'created'
}

const doneAs: Readonly<Partial<Record<Plan['command'], ResultStatus>>> = {
  update: 'updated',
  undo: 'undone',
  generate: 'generated',
  add: 'added',
  remove: 'removed',
}

/** The warnings of a plan after its tasks. Before everything is staged, nobody should commit. */
export function warningsAfter({ warnings }: Plan, { tasks }: Outcome): readonly Warning[] {
  const isStaged = tasks.some(({ id, status, waitsFor }) => {
    return id === 'commit' && (status === 'ok' || (status === 'skipped' && waitsFor === undefined))
  })
  return isStaged ? warnings : warnings.map(withoutCommit)
}

/** The document of a run that did not change the target. */
export function failedResult(
  error: unknown,
  { command, plan }: { command: string; plan: Plan | undefined },
): ResultDocument {
  const missing = error instanceof AppError ? error.missing : []
  const stopped = missing.length > 0 ? 'needs_input' : 'failed'
  const { files: _, ...described } = plan ? documentOf(plan) : emptyDocument
  return {
    ...described,
    command,
    files: emptyDocument.files,
    treeHash: null,
    nextSteps: [],
    ok: false,
    status: error instanceof Cancelled ? 'cancelled' : stopped,
    exitCode: exitCodeOfError(error),
    error: error instanceof Cancelled ? null : describe(error),
    missing,
  }
}

/** An error in the form of the catalogue; any other error is a bug in create-app. */
export function describe(error: unknown): ResultError {
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, fix: error.fix }
  }
  return {
    code: 'BUG',
    message: `Unexpected error, this is a bug in create-app: ${error instanceof Error ? error.message : String(error)}`,
    fix: 'Please report it together with this output.',
  }
}

function sizesOf(plan: Plan): Readonly<Record<string, number>> {
  return Object.fromEntries(
    plan.changes.map((change) => [
      change.path,
      change.kind === 'delete' ? 0 : sizeOf(change.after),
    ]),
  )
}

const emptyDocument: ResultDocument = {
  schema: resultSchema,
  ok: false,
  command: 'create',
  status: 'failed',
  exitCode: exitCodes.bug,
  projectDir: null,
  template: null,
  answers: {},
  files: { created: [], kept: [] },
  treeHash: null,
  tasks: [],
  warnings: [],
  error: null,
  missing: [],
  replay: null,
  nextSteps: [],
}

function documentOf(plan: Plan): ResultDocument {
  const conflicts = conflictsIn(plan.fates ?? new Map())
  const template = plan.record.blueprints.findLast(({ kind }) => kind === 'template')
  return {
    ...emptyDocument,
    command: plan.command,
    projectDir: plan.target.dir,
    template: template
      ? { id: template.id, version: template.version, source: template.source }
      : null,
    answers: Object.assign({}, ...plan.record.blueprints.map(({ answers }) => answers)),
    files: {
      created: pathsOf(plan, 'create'),
      ...(plan.changes.some(({ kind }) => kind === 'update') && {
        updated: pathsOf(plan, 'update'),
      }),
      ...(plan.changes.some(({ kind }) => kind === 'delete') && {
        deleted: pathsOf(plan, 'delete'),
      }),
      ...(conflicts.length > 0 && { conflicts }),
      kept: plan.kept,
    },
    ...(plan.command === 'create' ? { treeHash: plan.treeHash, replay: plan.replay } : {}),
    ...(plan.insertions && { insertions: plan.insertions }),
    ...(plan.minutes !== undefined && { minutes: plan.minutes }),
    warnings: plan.warnings,
    nextSteps: plan.nextSteps,
  }
}

export function toResultTask({ id, status, ms, command, reason }: TaskResult): ResultTask {
  return { id, status, ms, command, ...(reason === undefined ? {} : { reason }) }
}

function pathsOf({ changes }: Plan, kind: Change['kind']): readonly string[] {
  return changes.flatMap((change) => (change.kind === kind ? [change.path] : []))
}
