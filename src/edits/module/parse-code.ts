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
