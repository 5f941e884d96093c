import fc from 'fast-check'
import { assertPlaceable } from '../../src/model/paths.ts'
import type { FileMode, Tree } from '../../src/model/tree.ts'

const segment = fc.stringMatching(/^[a-cé][a-c .{}-]{0,3}[a-c]$/)

const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/'))

const file = fc.record({
  content: fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 20 })),
  mode: fc.constantFrom<FileMode>(0o644, 0o755, 0o600),
})

/** Any small tree that a disk can hold. */
export const anyTree: fc.Arbitrary<Tree> = fc
  .dictionary(path, file, { maxKeys: 6 })
  .map((files) => new Map(Object.entries(files)))
  .filter((tree) => isPlaceable([...tree.keys()]))

function isPlaceable(paths: readonly string[]): boolean {
  try {
    assertPlaceable(paths)
    return true
  } catch {
    return false
  }
}
