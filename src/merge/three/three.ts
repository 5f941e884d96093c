/**
 * Three versions of one thing: `base` as it was made before, `disk` as the person has it, `next` as the
 * template makes it now. A side that does not have it is undefined.
 */
export type Three<Value> = {
  readonly base: Value | undefined
  readonly disk: Value | undefined
  readonly next: Value | undefined
}

export type Side = keyof Three<unknown>

export function mapThree<From, To>(
  { base, disk, next }: Three<From>,
  change: (value: From) => To | undefined,
): Three<To> {
  const changed = (value: From | undefined) => (value === undefined ? undefined : change(value))
  return { base: changed(base), disk: changed(disk), next: changed(next) }
}

/** The side that changed a property; the person's side where both did. */
export function changedSide<Value>(
  { base, disk, next }: Three<Value>,
  isSame: (one: Value | undefined, other: Value | undefined) => boolean = Object.is,
): 'disk' | 'next' {
  if (disk === undefined || next === undefined) return disk === undefined ? 'next' : 'disk'
  return isSame(disk, base) ? 'next' : 'disk'
}
