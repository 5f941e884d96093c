import { type ASTNode, allNodes, type CodeSource, codeOf } from './code-source.ts'

/** How a file is written. Undefined where it does not say, or not always in one way. */
export type CodeStyle = {
  readonly unit: string | undefined
  readonly quote: string | undefined
  readonly semicolons: boolean | undefined
  readonly trailingCommas: boolean
}

export function styleOf({ text, program }: CodeSource): CodeStyle {
  const nodes = allNodes(program)
  const quotes = stringsIn(program).map((node) => plainQuoteOf(codeOf(node, text)))
  const ends = endedNodes(program).map((node) => codeOf(node, text).endsWith(';'))
  const commas = nodes.map((node) => endsInComma(node, text)).filter((one) => one !== undefined)
  const semicolons = ends.length === 0 ? undefined : countOf(ends, true) * 2 >= ends.length
  return {
    unit: unitOf(text),
    quote: onlyOne(quotes.filter((quote) => quote !== undefined)),
    semicolons,
    // Where no list says it, code with semicolons has them, as formatters write it: git merges such lists line by line.
    trailingCommas:
      commas.length === 0 ? semicolons === true : countOf(commas, true) > countOf(commas, false),
  }
}

/** The step of the indents; undefined in a text without any. */
export function unitOf(text: string): string | undefined {
  const indents = text.match(/^(?:\t| +)(?=[^\s*])/gm) ?? []
  const tabs = countOf(indents, '\t')
  if (tabs * 2 > indents.length) return '\t'
  const widths = indents.filter((indent) => indent.length > 1).map(({ length }) => length)
  if (widths.length === 0) return tabs > 0 ? '\t' : undefined
  return ' '.repeat(Math.min(...widths))
}

/** The strings of a program whose quotes a formatter chooses; those of JSX attributes have their own. */
export function stringsIn(node: ASTNode): readonly ASTNode[] {
  const nodes = allNodes(node)
  const attributes = nodes.flatMap((one) => (one.type === 'JSXAttribute' ? [one.value] : []))
  return nodes.filter((one) => {
    const isString = one.type === 'StringLiteral' || one.type === 'DirectiveLiteral'
    return isString && !attributes.some((value) => value === one)
  })
}

/** The quote of a string that can have either. */
export function plainQuoteOf(code: string): string | undefined {
  return /^(['"])[^'"\\]*\1$/.exec(code)?.[1]
}

/** The nodes of which a formatter decides if they have a semicolon at their end. */
export function endedNodes(node: ASTNode): readonly ASTNode[] {
  const nodes = allNodes(node)
  const heads = nodes.flatMap((one): readonly unknown[] => {
    if (one.type === 'ForStatement') return [one.init]
    return one.type === 'ForInStatement' || one.type === 'ForOfStatement' ? [one.left] : []
  })
  return nodes.filter((one) => endsInSemicolon(one) && !heads.some((head) => head === one))
}

function endsInSemicolon(node: ASTNode): boolean {
  if (node.type === 'ExportNamedDeclaration') return (node.declaration ?? undefined) === undefined
  if (node.type === 'ExportDefaultDeclaration')
    return !/^(?:Class|Function|TS\w*)Declaration$/.test(node.declaration.type)
  return statements.has(node.type)
}

const statements: ReadonlySet<string> = new Set([
  ...['ImportDeclaration', 'ExportAllDeclaration', 'ExpressionStatement', 'ReturnStatement'],
  ...['ThrowStatement', 'ClassProperty', 'ClassPrivateProperty', 'TSTypeAliasDeclaration'],
  ...['BreakStatement', 'ContinueStatement', 'VariableDeclaration', 'Directive'],
])

/** Undefined where the last member is on the line of the bracket, and of a list without members. */
function endsInComma(node: ASTNode, text: string): boolean | undefined {
  const last = membersOf(node).at(-1)
  const rest = last ? text.slice(last.end ?? 0, (node.end ?? 0) - 1) : ''
  return rest.includes('\n') ? /^[\s)]*,/.test(rest) : undefined
}

function membersOf(node: ASTNode): readonly ASTNode[] {
  if (node.type === 'ObjectExpression') return node.properties
  if (node.type !== 'ArrayExpression') return []
  return node.elements.filter((element) => element !== null)
}

function onlyOne(values: readonly string[]): string | undefined {
  const [first] = values
  return values.every((value) => value === first) ? first : undefined
}

function countOf<Value>(values: readonly Value[], wanted: Value): number {
  return values.filter((value) => value === wanted).length
}
