import { expect } from 'vitest'
import { haveSameBytes, modeOf, type Tree } from '../../src/model/tree.ts'

/** Byte for byte; a failure shows the first file that differs. */
export function expectSame(one: Tree, other: Tree, what: string): void {
  const path = differences(one, other)[0]
  if (path === undefined) return
  expect({ [path]: one.get(path) }, what).toEqual({ [path]: other.get(path) })
  expect.fail(`${what}: the mode of ${path} differs`)
}

/** The paths at which two trees differ, in content or mode. */
export function differences(one: Tree, other: Tree): readonly string[] {
  const paths = new Set([...one.keys(), ...other.keys()])
  return [...paths].filter((path) => {
    const [a, b] = [one.get(path), other.get(path)]
    return a !== b && (!a || !b || !haveSameBytes(a, b) || modeOf(a) !== modeOf(b))
  })
}
