import type { AddonCase } from '../../authoring/addons/addon-case.ts'
import type { AddonTest, AddonTrial } from '../../authoring/addons/try-addon.ts'
import { exitCodes } from '../../errors/exit-codes.ts'
import type { IO } from '../../io.ts'
import type { Answers } from '../../model/question.ts'
import type { ApplyEvent } from '../../plan/event.ts'
import { exitCodeOfAddonTests } from '../exit-code.ts'
import { counted } from '../human/dry-run.ts'
import type { LiveIO } from '../human/live-task.ts'
import { pageOf, wrap } from '../human/page.ts'
import { type TrialsOptions, trialJson, trialsReporter, verdictOf } from './trials-reporter.ts'

/** The output of `addon test`: each add-on, and what became of it in each project. */
export type AddonTestsReporter = {
  began(place: string, cases: readonly AddonCase[]): void
  /** Called before an add-on is tried; returns a listener for the events of a real project. */
  trying(tried: AddonCase): (event: ApplyEvent) => void
  tried(trial: AddonTrial): void
  ended(dir: string, tests: readonly AddonTest[]): void
}

export function addonTestsReporter(
  io: Pick<IO, 'env'> & LiveIO,
  flags: TrialsOptions & { readonly verify?: string | false | undefined },
): AddonTestsReporter {
  const { stdout } = io
  const { json } = flags
  const { columns } = pageOf(io.env, stdout)
  const say = (text: string) => stdout.write(`${text}\n`)
  const trials = trialsReporter(io, flags)
  const nothing = () => {}
  return {
    began: (place, cases) => {
      const begins = `${place} is added to ${counted(cases.length, 'project')}, and removed again.`
      if (!json) for (const line of wrap(begins, columns)) say(line)
    },
    // In memory, a trial takes no time to speak of.
    trying: ({ ground, addon, answers }) =>
      flags.verify ? trials.trying(shownAnswers(ground.id, addon.place?.into, answers)) : nothing,
    tried: (trial) =>
      trials.tried({ ...trial, answers: shownAnswers(trial.template, trial.into, trial.answers) }),
    ended: (dir, tests) => {
      say(json ? addonTestsJson(dir, tests) : verdictOf(tests.flatMap((one) => one.trials)))
    },
  }
}

/** The answers of a trial, and where it was: `template=monorepo in=apps/web mail.host=local`. */
function shownAnswers(template: string, into: string | undefined, answers: Answers): Answers {
  return { template, ...(into === undefined ? {} : { in: into }), ...answers }
}

function addonTestsJson(dir: string, tests: readonly AddonTest[]): string {
  const exitCode = exitCodeOfAddonTests(tests)
  const document = {
    schema: 'create-app/addon-test@1',
    ...{ ok: exitCode === exitCodes.ok, exitCode, dir },
    addons: tests.map(({ place, trials }) => ({
      place,
      trials: trials.map((trial) => {
        const { template, into = null } = trial
        return { template, into, ...trialJson(trial) }
      }),
    })),
  }
  return JSON.stringify(document, null, 2)
}
