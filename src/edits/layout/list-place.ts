import type { Span } from './gap.ts'

/** Where a member of an array or an object is in a text, with its key, and what it means. */
export interface MemberPlace extends Span {
  readonly name: string | undefined
  readonly value: unknown
}

/** Where an array or an object is in a text, and its members. */
export interface ListPlace extends Span {
  /** Nothing is a key of YAML without a value, or an empty document. `start` and `end` are where a value could begin. */
  readonly kind: 'array' | 'object' | 'nothing'
  /** Between brackets; otherwise in lines of YAML. */
  readonly isFlow: boolean
  readonly members: readonly MemberPlace[]
  /** Whether the file writes lists of this kind with a line for each member. */
  readonly expands: boolean
  /** What the file means apart from these members, to compare with another version of it. */
  readonly rest: string
}

/** Why there is no list, as a plain sentence. */
export interface NoPlace {
  readonly problem: string
  /** Nothing is at the path; otherwise it cannot be known, or cannot be changed. */
  readonly isMissing?: true
}

/** What a value means apart from what is at a path. */
export function meaningWithout(value: unknown, path: readonly string[]): string {
  return JSON.stringify(cutAt(value, path)) ?? 'null'
}

/** A path as people read it: `"scripts.dev"`. */
export function printPath(path: readonly string[]): string {
  return path.length === 0 ? 'the top of the file' : `"${path.join('.')}"`
}

function cutAt(value: unknown, [key, ...deeper]: readonly string[]): unknown {
  if (key === undefined) return 'cut'
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value))
    return value.map((member, at) => (String(at) === key ? cutAt(member, deeper) : member))
  const members = Object.entries(value)
  return members.map(([name, member]) => [name, name === key ? cutAt(member, deeper) : member])
}
