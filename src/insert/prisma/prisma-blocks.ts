import type { Span } from '../../edits/layout/gap.ts'

/** A block of a Prisma schema: `model User { … }`. */
export type PrismaBlock = Span & {
  readonly keyword: string
  readonly name: string
  /** Behind the opening brace. */
  readonly open: number
  readonly fields: readonly PrismaField[]
}

/** A field, a value of an enum, a setting, or an attribute of the block. The span is without the comment behind it. */
export type PrismaField = Span & {
  readonly name: string
  /** Without blanks that only align. */
  readonly code: string
}

/** The blocks of a Prisma schema; undefined where something else is in it. */
export function readBlocks(text: string): readonly PrismaBlock[] | undefined {
  const blocks: PrismaBlock[] = []
  for (let at = skipTrivia(text, 0); at < text.length; ) {
    const block = readBlock(text, at)
    if (block === undefined) return undefined
    blocks.push(block)
    at = skipTrivia(text, block.end)
  }
  return blocks
}

/** Where a Prisma schema cannot be read; undefined if it can. Lines from 1. */
export function prismaProblem(text: string): { line: number; reason: string } | undefined {
  for (let at = skipTrivia(text, 0); at < text.length; ) {
    const block = readBlock(text, at)
    if (block === undefined) {
      const line = text.slice(0, at).split('\n').length
      return { line, reason: 'This is not a complete block of a Prisma schema.' }
    }
    at = skipTrivia(text, block.end)
  }
  return undefined
}

function readBlock(text: string, start: number): PrismaBlock | undefined {
  const header = /^(model|enum|type|view|datasource|generator)\s+(\w+)\s*\{/.exec(text.slice(start))
  const [all, keyword, name] = header ?? []
  if (all === undefined || keyword === undefined || name === undefined) return undefined
  const open = start + all.length
  const fields: PrismaField[] = []
  for (let at = skipTrivia(text, open); at < text.length; ) {
    if (text.charAt(at) === '}') return { start, end: at + 1, keyword, name, open, fields }
    const end = fieldEnd(text, at)
    if (end === undefined || end === at) return undefined
    const code = withoutBlanks(text.slice(at, end))
    fields.push({ start: at, end, code, name: /^[@\w]+/.exec(code)?.[0] ?? code })
    at = skipTrivia(text, end)
  }
  return undefined
}

/** Where a field ends: at the end of its line, before a comment, unless it is in brackets there. */
function fieldEnd(text: string, start: number): number | undefined {
  let [end, depth] = [start, 0]
  for (let at = start; at < text.length; ) {
    const character = text.charAt(at)
    const isOutside = depth === 0
    if (isOutside && (character === '\n' || character === '}')) return end
    const comment = commentEnd(text, at)
    if (comment !== undefined) {
      if (isOutside) return end
      at = comment
      continue
    }
    const length = character === '"' ? stringLength(text, at) : 1
    if (length === undefined) return undefined
    if ('([{'.includes(character)) depth += 1
    if (')]}'.includes(character)) depth -= 1
    at += length
    if (character.trim() !== '') end = at
  }
  return undefined
}

function stringLength(text: string, at: number): number | undefined {
  return /^"(?:\\.|[^"\\\n])*"/.exec(text.slice(at))?.[0].length
}

/** Behind blanks and comments. */
function skipTrivia(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const comment = commentEnd(text, at)
    if (comment === undefined && text.charAt(at).trim() !== '') break
    at = comment ?? at + 1
  }
  return at
}

function commentEnd(text: string, at: number): number | undefined {
  const sign = text.slice(at, at + 2)
  if (sign !== '//' && sign !== '/*') return undefined
  const end = text.indexOf(sign === '//' ? '\n' : '*/', at + 2)
  if (end === -1) return text.length
  return sign === '//' ? end : end + 2
}

function withoutBlanks(code: string): string {
  const parts = code.split(/("(?:\\.|[^"\\])*")/)
  return parts.map((part, at) => (at % 2 === 1 ? part : part.replaceAll(/\s+/g, ' '))).join('')
}
