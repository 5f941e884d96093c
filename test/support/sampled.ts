import { createHash } from 'node:crypto'
import { type Arbitrary, integer, noBias, sample, shuffledSubarray } from 'fast-check'
import { beforeEach, inject } from 'vitest'

const { seed, form } = inject('testRun')

export const isLong = form === 'long'

/**
 * The values that this run tries: all of them in the long form, otherwise a few chosen by the seed. The
 * label keeps two samples of one run apart.
 */
export function sampled<Value>(
  label: string,
  values: readonly Value[],
  most: number,
): readonly Value[] {
  const size = Math.min(most, values.length)
  if (isLong || size === values.length) return values
  const chosen = pickFrom(
    shuffledSubarray(
      values.map((_, index) => index),
      { minLength: size, maxLength: size },
    ),
    `${seed} ${label}`,
  )
  return values.filter((_, index) => chosen.includes(index))
}

/** In the short form, runs only this share of the tests of a file, chosen by the seed. */
export function sampleTests(share: number): void {
  beforeEach(({ task, skip }) => {
    const place = (numberOf(`${seed} ${task.id}`) >>> 0) / 2 ** 32
    skip(!isLong && place >= share, 'not in the sample of this run')
  })
}

/** A number from 0 up to, but without, 1. `double` of fast-check draws from all numbers of a computer, of which most are near 0. */
export const fraction: Arbitrary<number> = integer({ min: 0, max: 2 ** 31 - 1 }).map((part) => {
  return part / 2 ** 31
})

/** A value of an arbitrary that depends only on the text. */
export function pickFrom<Value>(from: Arbitrary<Value>, text: string): Value {
  const [value] = sample(noBias(from), { seed: numberOf(text), numRuns: 1 })
  if (value === undefined) throw new Error(`Nothing to pick for ${text}.`)
  return value
}

/** Hashes a text to a number of 32 bits. */
export function numberOf(text: string): number {
  return createHash('sha256').update(text).digest().readInt32BE()
}

/** How often fast-check tries a property, in the short form and in the long one, with the seed of this run. */
export function seeded(short: number, long: number): { seed: number; numRuns: number } {
  return { seed, numRuns: isLong ? long : short }
}
