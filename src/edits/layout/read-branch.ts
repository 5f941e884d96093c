import { readGaps, type Span } from './gap.ts'
import type { Branch, LayoutEntry } from './layout.ts'

/** A member of an array or an object, as the parser returned it. */
export interface Member extends Span, Pick<LayoutEntry, 'name' | 'head' | 'node'> {}

/** An array or an object in a text. With `keepsText` it is printed as its original text until it is changed. */
export interface BranchSource extends Span {
  readonly kind: Branch['kind']
  readonly content: string
  readonly keepsText: boolean
}

/** Builds an array or an object from its members and the text between them. */
export function readBranch(
  { kind, content, start, end, keepsText }: BranchSource,
  members: readonly Member[],
): Branch {
  const { members: surroundings, rest } = readGaps(content, members, {
    start: start + 1,
    end: end - 1,
  })
  const [first] = members
  const open =
    kind === 'object' && first !== undefined && content.slice(start, first.start).includes('\n')
  const entries = members.map(({ name, head, node }, index): LayoutEntry => {
    return { name, head, node, ...(surroundings[index] ?? { lines: 0, before: [], after: [] }) }
  })
  return {
    kind,
    open,
    entries,
    dangling: rest.before,
    source: keepsText ? content.slice(start, end) : undefined,
  }
}

/** The indentation of a file, taken from the first member of its root; two spaces when that has none. */
export function indentOf(content: string, firstMember: number | undefined): string {
  if (firstMember === undefined) return '  '
  const margin = content.slice(content.lastIndexOf('\n', firstMember - 1) + 1, firstMember)
  return margin !== '' && margin.trim() === '' ? margin : '  '
}
