import type { Comment, LayoutNode } from '../layout/layout.ts'

/** A value, the comment on the line of its key, and the end of the text that belongs to it. */
export interface ReadValue {
  readonly node: LayoutNode
  readonly after: readonly Comment[]
  readonly end: number
}

/** A comment and its column, which shows the level that it belongs to. */
export interface PlacedComment extends Comment {
  readonly column: number
  readonly end: number
}

/** Blanks and comments from a position up to the next other character. */
export interface Trivia {
  readonly comments: readonly PlacedComment[]
  readonly lines: number
  /** The position of that character. */
  readonly at: number
}

/** Reads the blanks and comments (and, between members of a flow, commas) that start at a position. */
export function readTrivia(content: string, start: number, skipped = ''): Trivia {
  const comments: PlacedComment[] = []
  let lines = 0
  let at = start
  for (; at < content.length; at += 1) {
    const character = content.charAt(at)
    if (character === '\n') lines = Math.min(2, lines + 1)
    else if (character === '#') {
      const lineEnd = content.indexOf('\n', at)
      const end = lineEnd === -1 ? content.length : lineEnd
      const column = columnOf(content, at)
      comments.push({ text: content.slice(at, end).trimEnd(), lines, column, end })
      lines = 0
      at = end - 1
    } else if (character.trim() !== '' && !skipped.includes(character)) break
  }
  return { comments, lines, at }
}

/** The number of characters before a position on its line. */
export function columnOf(content: string, at: number): number {
  return at - (content.lastIndexOf('\n', at - 1) + 1)
}
