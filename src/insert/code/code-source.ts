import type { Span } from '../../edits/layout/gap.ts'
import { type ASTNode, type ParsedCode, parseCode } from '../../edits/module/parse-code.ts'

export type { ASTNode }

/** A text with its syntax tree, whose positions are positions in the text. */
export type CodeSource = { readonly text: string; readonly program: ParsedCode }

/** Undefined for a text that cannot be parsed. */
export function readCode(text: string): CodeSource | undefined {
  // The parser drops these characters, and then its positions are wrong.
  const even = text.replaceAll('\r\n', ' \n').replaceAll(/[\v\f\uFEFF]/g, ' ')
  try {
    return { text, program: parseCode(even) }
  } catch {
    return undefined
  }
}

export function childrenOf(node: ASTNode): readonly ASTNode[] {
  return Object.entries(node).flatMap(([key, value]) => {
    return unrelated.has(key) ? [] : [value].flat().filter(isNode)
  })
}

/** A node and everything in it, outer ones first. */
export function allNodes(node: ASTNode): readonly ASTNode[] {
  return [node, ...childrenOf(node).flatMap(allNodes)]
}

export function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

/** What a node has that says nothing about the code. */
export const unrelated: ReadonlySet<string> = new Set([
  ...['comments', 'errors', 'extra', 'loc', 'original', 'tokens', 'start', 'end', 'range'],
  ...['leadingComments', 'innerComments', 'trailingComments'],
])

/** Where a node is in its text, with the parentheses around it, and without the line breaks of JSX. */
export function spanOf(node: ASTNode, text: string): Span {
  const [start, end] = [node.start ?? 0, node.end ?? 0]
  if (node.type === 'JSXText') {
    const [shown, head, tail] = [text.slice(start, end), /^\s*\n\s*/, /\s*\n\s*$/]
    const from = start + (head.exec(shown)?.[0].length ?? 0)
    return { start: from, end: end - (tail.exec(shown)?.[0].length ?? 0) }
  }
  const outer = parenStartOf(node)
  return outer === undefined ? { start, end } : { start: outer, end: behindParens(text, end) }
}

export function codeOf(node: ASTNode, text: string): string {
  return text.slice(node.start ?? 0, node.end ?? 0)
}

function parenStartOf({ extra }: ASTNode & { extra?: unknown }): number | undefined {
  if (typeof extra !== 'object' || extra === null || !('parenStart' in extra)) return undefined
  return typeof extra.parenStart === 'number' ? extra.parenStart : undefined
}

function behindParens(text: string, end: number): number {
  const parens = /^(?:(?:\s|\/\*[\s\S]*?\*\/|\/\/.*\n)*\))+/.exec(text.slice(end))?.[0] ?? ''
  return end + parens.length
}
