import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AppError, Cancelled } from '../../src/errors/errors.ts'
import { type ExitCode, exitCodes } from '../../src/errors/exit-codes.ts'
import { signals } from '../../src/io.ts'
import { namesOf } from '../../src/model/names.ts'
import type { TaskResult } from '../../src/plan/event.ts'
import type { Facts } from '../../src/plan/facts.ts'
import type { Outcome } from '../../src/plan/outcome.ts'
import { type Plan, planProject } from '../../src/plan/plan.ts'
import type { Wishes } from '../../src/plan/wishes.ts'
import { eventsReporter } from '../../src/report/machine/events-reporter.ts'
import { jsonReporter } from '../../src/report/machine/json-reporter.ts'
import type { Reporter } from '../../src/report/reporter.ts'
import { blueprint, planInput } from '../support/planning.ts'
import { assertFitsSchema } from '../support/schemas.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '__proto__', '\n', '\x1b[2J', '\ud800'),
)
const path = fc.oneof(
  fc.stringMatching(/^[a-e]{1,4}(\/[a-e]{1,4})?\.txt$/),
  fc.constant('__proto__'),
)
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

const failures: readonly ExitCode[] = Object.values(exitCodes).filter((code) => code !== 0)

const facts: fc.Arbitrary<Facts> = fc.record({
  packageManager: maybe(fc.constant('11.0.0')),
  git: maybe(fc.constant('2.50.0')),
  gitIdentity: fc.boolean(),
  leavesOutDev: fc.boolean(),
  hooksOff: fc.boolean(),
  node: fc.constantFrom('20.19.0', '24.0.0'),
  branch: fc.constantFrom(undefined, 'main'),
  repository: fc.constantFrom('none', 'own', 'parent'),
  gitVariables: fc.array(text),
})

const wishes: fc.Arbitrary<Wishes> = fc.record({
  install: fc.boolean(),
  git: maybe(fc.boolean()),
  verify: fc.constantFrom<Wishes['verify']>('quick', 'full', false),
  network: fc.constantFrom('online', 'offline', 'prefer-offline'),
})

const plan: fc.Arbitrary<Plan> = fc
  .record({
    files: fc.dictionary(path, text),
    scripts: fc.dictionary(fc.constantFrom('test', 'check', '__proto__'), text),
    names: fc.tuple(text, text).map(([folder, title]) => ({ ...namesOf(folder), title })),
    answers: fc.dictionary(fc.constantFrom('pm', 'note', '__proto__'), text),
    steps: fc.array(fc.record({ title: text, command: text })),
    dir: text,
    kept: fc.array(path),
    facts,
    wishes,
  })
  .map(({ files, scripts, names, answers, steps, dir, kept, facts, wishes }) => {
    const content = { ...files, 'package.json': JSON.stringify({ scripts }) }
    const template = blueprint('template', 'api', content, { nextSteps: steps })
    const target = { dir: `/${dir}`, shown: dir, state: 'existing', paths: new Set(kept) } as const
    return planProject(planInput([template], { names, answers, target, facts, wishes }))
  })

const error: fc.Arbitrary<AppError> = fc
  .record({
    code: text,
    message: text,
    fix: text,
    exitCode: fc.constantFrom(...failures),
    missing: fc.array(
      fc.record(
        { id: text, flag: text, choices: fc.array(text) },
        { requiredKeys: ['id', 'flag'] },
      ),
    ),
  })
  .map((entry) => new AppError(entry))

const thrown = fc.oneof(
  error,
  fc.constantFrom(...signals).map((signal) => new Cancelled(signal)),
  text.map((message) => new TypeError(message)),
  fc.constantFrom<unknown>(undefined, null, 7, 'x', Symbol('x'), {}),
)

const result = (id: string): fc.Arbitrary<TaskResult> =>
  fc.record(
    {
      id: fc.constant(id),
      title: text,
      status: fc.constantFrom('ok', 'skipped', 'failed'),
      ms: fc.nat(),
      command: text,
      reason: text,
      waitsFor: fc.constant('git'),
      output: text,
    },
    { requiredKeys: ['id', 'title', 'status', 'ms', 'command', 'output'] },
  )

const outcome: fc.Arbitrary<Outcome> = fc.record(
  {
    tasks: fc.tuple(result('git'), result('install'), result('commit'), result('verify')),
    ms: fc.nat(),
    error,
    interrupted: fc.constantFrom(...signals),
    logFile: text,
  },
  { requiredKeys: ['tasks', 'ms'] },
)

const warning = fc.record({ code: text, message: text, fix: text })

/** The possible outcomes of a run, as calls of a reporter. */
const run: fc.Arbitrary<(report: Reporter) => ExitCode> = fc.oneof(
  plan.map((planned) => (report: Reporter) => report.planned(planned)),
  thrown.map((reason) => (report: Reporter) => report.failed(reason)),
  fc.tuple(plan, thrown).map(([planned, reason]) => (report: Reporter) => {
    report.begin(planned)
    return report.failed(reason)
  }),
  fc.tuple(plan, outcome).map(([planned, ended]) => (report: Reporter) => {
    report.begin(planned)
    report.event({ type: 'files', created: planned.changes.length, ms: 1 })
    for (const task of ended.tasks) {
      report.event({ type: 'task.start', id: task.id, title: task.title })
      report.event({ type: 'task.output', id: task.id, text: task.output })
      report.event({ type: 'task.end', ...task })
    }
    return report.finished(planned, ended)
  }),
)

it.each([
  ['--json', jsonReporter],
  ['--events', eventsReporter],
])(
  '%s fits its schema, whatever happens',
  (flag, reporterOn) => {
    fc.assert(
      fc.property(run, fc.array(warning, { maxLength: 2 }), (carryOut, warnings) => {
        const [out, err] = [new PassThrough(), new PassThrough()]
        const report = reporterOn({ stdout: out, stderr: err }, 'create')
        report.open()
        for (const one of warnings) report.warn(one)
        const exitCode = carryOut(report)
        const said = String(out.read())
        assertFitsSchema([flag], said)
        const last = JSON.parse(
          said
            .trim()
            .split(flag === '--json' ? '\u0000' : '\n')
            .at(-1) ?? '',
        )
        const document = flag === '--json' ? last : last.result
        expect(document.exitCode).toBe(exitCode)
        expect(document.ok).toBe(exitCode === 0)
      }),
      { numRuns: 300 },
    )
  },
  30_000,
)
