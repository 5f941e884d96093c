import { findNodeAtLocation, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'

/** The first syntax error of a JSON text and its line; comments count as errors. */
export function jsonProblem(content: string): { line: number; reason: string } | undefined {
  const errors: ParseError[] = []
  parseTree(content, errors, { disallowComments: true })
  const [error] = errors
  if (error === undefined) return undefined
  const words = printParseErrorCode(error.error).replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
  return { line: lineAt(content, error.offset), reason: words.toLowerCase() }
}

/** The line of a value in a JSON text, or of its nearest existing parent; else 1. */
export function lineOf(content: string, path: readonly (string | number)[]): number {
  const tree = parseTree(content)
  for (let length = path.length; tree && length >= 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length))
    if (node) return lineAt(content, (node.parent?.type === 'property' ? node.parent : node).offset)
  }
  return 1
}

/** Where the text of a value begins and how long it is, from the start of the JSON text; undefined without it. */
export function spanAt(
  content: string,
  path: readonly (string | number)[],
): { readonly offset: number; readonly length: number } | undefined {
  const tree = parseTree(content)
  const node = tree && findNodeAtLocation(tree, [...path])
  return node && { offset: node.offset, length: node.length }
}

function lineAt(content: string, offset: number): number {
  return content.slice(0, offset).split('\n').length
}
