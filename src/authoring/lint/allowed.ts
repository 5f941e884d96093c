import type { Allowed } from '../../model/blueprint.ts'
import type { Found } from './lint-finding.ts'

/** A finding that the author accepts. */
export type Acknowledged = { readonly reason: string; readonly found: Found }

type Sifted = {
  readonly open: readonly Found[]
  readonly acknowledged: readonly Acknowledged[]
  /** Positions of the entries that match nothing. */
  readonly stale: readonly number[]
}

/** Separates what `lint.allow` of the manifest accepts from what is left to do. */
export function siftAllowed(found: readonly Found[], allow: readonly Allowed[]): Sifted {
  const entryOf = (one: Found) => allow.find((entry) => allows(entry, one))
  return {
    open: found.filter((one) => entryOf(one) === undefined),
    acknowledged: found.flatMap((one) => {
      const reason = entryOf(one)?.reason
      return reason === undefined ? [] : [{ reason, found: one }]
    }),
    stale: allow.flatMap((entry, at) => (found.some((one) => allows(entry, one)) ? [] : [at])),
  }
}

function allows({ rule, path }: Allowed, found: Found): boolean {
  if (rule !== found.rule) return false
  return path.endsWith('/') ? `${found.file}/`.startsWith(path) : path === found.file
}
