import { type ASTNode, parseModule } from 'magicast'

export type { ASTNode }

/** The syntax tree of a program. */
export type ParsedCode = ASTNode & { readonly type: 'Program' }

/**
 * Parses TypeScript or JavaScript. The positions of the nodes are positions in the text.
 * @throws Error when the text cannot be parsed.
 */
export function parseCode(content: string): ParsedCode {
  // With a tab width of one, magicast's positions are positions in the text.
  const program = parseModule(content, { tabWidth: 1 }).$ast
  if (program.type !== 'Program') throw new Error(`found ${program.type} instead of a module`)
  return program
}

/** Why a program cannot be parsed, and where; undefined if it can. Lines and columns from 1. */
export function codeProblem(
  content: string,
): { line: number; column: number; reason: string } | undefined {
  try {
    parseCode(content)
    return undefined
  } catch (error) {
    const { loc, message } = error as { loc?: { line: number; column: number }; message: string }
    // Babel adds the place to its message.
    const reason = message.replace(/\s*\(\d+:\d+\)$/, '')
    return { line: loc?.line ?? 1, column: (loc?.column ?? 0) + 1, reason }
  }
}
