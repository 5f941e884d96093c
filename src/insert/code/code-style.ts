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
  const commas = nodes.filter(isList).map((node) => endsInComma(codeOf(node, text).slice(0, -1)))
  return {
    unit: unitOf(text),
    quote: onlyOne(quotes.filter((quote) => quote !== undefined)),
    semicolons: ends.length === 0 ? undefined : countOf(ends, true) * 2 >= ends.length,
    trailingCommas: countOf(commas, true) > countOf(commas, false),
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

/** Undefined where the last member is on the line of the bracket. */
function endsInComma(inner: string): boolean | undefined {
  const members = inner.trimEnd()
  return inner.slice(members.length).includes('\n') ? members.endsWith(',') : undefined
}

function isList({ type }: ASTNode): boolean {
  return type === 'ArrayExpression' || type === 'ObjectExpression'
}

function onlyOne(values: readonly string[]): string | undefined {
  const [first] = values
  return values.every((value) => value === first) ? first : undefined
}

function countOf<Value>(values: readonly Value[], wanted: Value): number {
  return values.filter((value) => value === wanted).length
}
