import type { Arbitrary } from 'fast-check'
import { inject, test } from 'vitest'
import { fraction, numberOf, pickFrom } from '../../support/sampled.ts'

/** The result of one fault, as the table at the end shows it. */
export type FaultResult =
  | { readonly outcomes: Readonly<Record<string, number>>; readonly seed: number }
  | { readonly notTried: string }

declare module 'vitest' {
  interface TaskMeta {
    fault?: FaultResult
  }
}

/** One try of a fault. All its random choices depend only on its seed. */
export type Trial = {
  readonly seed: number
  /** A value that depends only on the trial's seed and the label. */
  pick<T>(label: string, from: Arbitrary<T>): T
}

const { seed, form } = inject('testRun')

/**
 * A test that tries a fault a number of times in the short and the long form of the suite. 0 leaves it to
 * the other form. A fraction is the share of short runs that try it once, chosen by the seed. A trial
 * returns its outcome in a few words ("as before, exit 8") and throws when anything was lost.
 */
export function fault(
  name: string,
  times: { readonly short: number; readonly long: number },
  attempt: (trial: Trial) => Promise<string>,
): void {
  const rounds = roundsOf(name, times[form])
  test.runIf(rounds > 0)(name, async ({ task }) => {
    const outcomes: Record<string, number> = {}
    task.meta.fault = { outcomes, seed }
    for (let round = 0; round < rounds; round++) {
      const trial = trialOf(numberOf(`${seed} ${name} ${round}`))
      const outcome = await attempt(trial).catch((cause: unknown) => {
        throw new Error(`Lost in trial ${round + 1} (--sequence.seed=${seed}): ${cause}`, { cause })
      })
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }
  })
}

/** A fault that this machine cannot produce. The table lists it with the reason. */
export function notTried(name: string, reason: string): void {
  test(name, ({ task, skip }) => {
    task.meta.fault = { notTried: reason }
    skip(reason)
  })
}

function roundsOf(name: string, times: number): number {
  if (Number.isInteger(times)) return times
  return pickFrom(fraction, `${seed} ${name}`) < times ? 1 : 0
}

function trialOf(own: number): Trial {
  return { seed: own, pick: (label, from) => pickFrom(from, `${own} ${label}`) }
}
