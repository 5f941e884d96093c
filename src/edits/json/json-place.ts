import { findNodeAtLocation, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'

/** What keeps a text from being JSON, comments among it, and the line; undefined when nothing does. */
export function jsonProblem(content: string): { line: number; reason: string } | undefined {
  const errors: ParseError[] = []
  parseTree(content, errors, { disallowComments: true })
  const [error] = errors
  if (error === undefined) return undefined
  const words = printParseErrorCode(error.error).replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
  return { line: lineAt(content, error.offset), reason: words.toLowerCase() }
}

/** The line of a value of a JSON text, or of the nearest above it that is there; 1 where nothing is. */
export function lineOf(content: string, path: readonly (string | number)[]): number {
  const tree = parseTree(content)
  for (let length = path.length; tree && length >= 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length))
    if (node) return lineAt(content, (node.parent?.type === 'property' ? node.parent : node).offset)
  }
  return 1
}

function lineAt(content: string, offset: number): number {
  return content.slice(0, offset).split('\n').length
}
