import type { Span } from '../../edits/layout/gap.ts'
import { compareImports } from '../../edits/module/imports.ts'
import { keyOf, meaningOf } from './code-meaning.ts'
import { type ASTNode, type CodeSource, childrenOf, codeOf, isNode } from './code-source.ts'

/** One import statement of a file. */
export type ImportStatement = {
  readonly node: ASTNode
  readonly source: string
  /** The source as written, with what follows it. */
  readonly origin: string
  readonly isType: boolean
  readonly bindings: readonly ImportBinding[]
}

/** One name that an import gives to the file. */
export type ImportBinding = {
  readonly node: ASTNode
  /** `default`, `*`, or the name in the module. */
  readonly imported: string
  readonly local: string
  readonly isType: boolean
  readonly isInBraces: boolean
}

export function importsIn({ program, text }: CodeSource): readonly ImportStatement[] {
  return program.body.flatMap((node) => readImport(node, text) ?? [])
}

export function readImport(node: ASTNode, text: string): ImportStatement | undefined {
  if (node.type !== 'ImportDeclaration') return undefined
  const isType = node.importKind === 'type' || node.importKind === 'typeof'
  const origin = text.slice(node.source.start ?? 0, node.end ?? 0).replace(/;$/, '')
  const bindings = (node.specifiers ?? []).map((specifier): ImportBinding => {
    const local = String(specifier.local?.name ?? '')
    const own = { node: specifier, local, isType, isInBraces: false }
    if (specifier.type === 'ImportDefaultSpecifier') return { ...own, imported: 'default' }
    if (specifier.type === 'ImportNamespaceSpecifier') return { ...own, imported: '*' }
    const { imported } = specifier
    const isOwnType = 'importKind' in specifier && specifier.importKind === 'type'
    const name = codeOf(imported, text).replaceAll(/^["']|["']$/g, '')
    return { ...own, imported: name, isType: isType || isOwnType, isInBraces: true }
  })
  return { node, source: String(node.source.value), origin, isType, bindings }
}

/** Whether an import gives a name already: under any name, or in a namespace. A value is also its type. */
export function provides(statement: ImportStatement, wanted: ImportBinding): boolean {
  return statement.bindings.some(({ imported, isType }) => {
    const isEnough = wanted.isType || !isType
    return isEnough && (imported === wanted.imported || imported === '*')
  })
}

/** Whether a name means something in the file. */
export function isBound({ program }: CodeSource, local: string): boolean {
  return program.body.some((statement) => {
    const isExport = statement.type.startsWith('Export') && 'declaration' in statement
    const declared: unknown = isExport ? statement.declaration : statement
    return isNode(declared) && namesDeclared(declared).includes(local)
  })
}

function namesDeclared(node: ASTNode): readonly string[] {
  if (node.type === 'ImportDeclaration')
    return (node.specifiers ?? []).map(({ local }) => String(local?.name ?? ''))
  if (node.type === 'VariableDeclaration')
    return node.declarations.flatMap((one) => ('id' in one ? namesInPattern(one.id) : []))
  const id = /Declaration$/.test(node.type) && 'id' in node ? node.id : undefined
  return isNode(id) && id.type === 'Identifier' ? [id.name] : []
}

function namesInPattern(node: ASTNode): readonly string[] {
  if (node.type === 'Identifier') return [node.name]
  if (node.type === 'ObjectProperty') return isNode(node.value) ? namesInPattern(node.value) : []
  if (node.type === 'AssignmentPattern') return namesInPattern(node.left)
  return childrenOf(node).flatMap(namesInPattern)
}

/** Whether the code below the imports uses a name. */
export function isUsed({ program }: CodeSource, local: string): boolean {
  const look = (node: ASTNode): boolean => {
    if (node.type === 'ImportDeclaration') return false
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') {
      if (node.name === local) return true
    }
    return referring(node).some(look)
  }
  return look(program)
}

/** The children of a node without those that are only names of members. */
function referring(node: ASTNode): readonly ASTNode[] {
  const isComputed = 'computed' in node && node.computed === true
  if (node.type === 'ExportNamedDeclaration' && isNode(node.source)) return []
  const label = isComputed ? undefined : memberName(node)
  return childrenOf(node).filter((child) => child !== label)
}

function memberName(node: ASTNode): unknown {
  if (node.type === 'MemberExpression' || node.type === 'JSXMemberExpression') return node.property
  if (node.type === 'OptionalMemberExpression') return node.property
  if (node.type === 'TSQualifiedName') return node.right
  if (node.type === 'JSXAttribute') return node.name
  if (node.type === 'ExportSpecifier') return node.exported
  return keyOf(node) !== undefined && 'key' in node ? node.key : undefined
}

/** What the imports of a file give to it, and the rest of its code: for comparing two versions. */
export function importMeaning(source: CodeSource) {
  const statements = importsIn(source)
  const names = statements.flatMap(({ source: from, bindings }) => {
    const own = bindings.map(
      ({ imported, local, isType }) => `${from} ${imported} ${local} ${isType}`,
    )
    return bindings.length === 0 ? [`${from} alone`] : own
  })
  const rest = source.program.body.filter(({ type }) => type !== 'ImportDeclaration')
  return { names, rest: rest.map((node) => meaningOf(node)).join() }
}

/** Before which of the imports a new one goes; behind the last one where they are not sorted. */
export function importIndex(
  statements: readonly ImportStatement[],
  added: ImportStatement,
  text: string,
): number {
  if (added.bindings.length === 0) return statements.length
  const order = (statement: ImportStatement) => {
    const namespace = statement.bindings.find(({ imported }) => imported === '*')?.local
    return { source: statement.source, isType: statement.isType, namespace }
  }
  const compare = (one: ImportStatement, other: ImportStatement) =>
    compareImports(order(one), order(other))
  const chunks = chunksOf(statements, text).filter((chunk) => {
    return chunk.every((one, at) => at === 0 || compare(chunk[at - 1] ?? one, one) <= 0)
  })
  const alike = chunks.findLast((chunk) => {
    return chunk.some(({ source }) => /^[./]/.test(source) === /^[./]/.test(added.source))
  })
  const last = statements.at(-1)
  const chunk = alike ?? chunks.find((one) => one.at(-1) === last)
  const end = chunk?.at(-1)
  if (chunk === undefined || end === undefined) return statements.length
  const next = chunk.find((one) => compare(added, one) < 0)
  return next ? statements.indexOf(next) : statements.indexOf(end) + 1
}

/** A blank line, or an import without names, ends what is sorted together. */
function chunksOf(
  statements: readonly ImportStatement[],
  text: string,
): readonly (readonly ImportStatement[])[] {
  const chunks: ImportStatement[][] = []
  for (const [at, statement] of statements.entries()) {
    if (statement.bindings.length === 0) continue
    const before = statements[at - 1]
    const gap = before ? text.slice(before.node.end ?? 0, statement.node.start ?? 0) : '\n\n'
    const isNew = before?.bindings.length === 0 || /\n[ \t]*\r?\n/.test(gap)
    const chunk = chunks.at(-1)
    if (isNew || chunk === undefined) chunks.push([statement])
    else chunk.push(statement)
  }
  return chunks
}

/** What is above the first statement: the first line of a script, directives, a comment on the file. */
export function headerOf({ program, text }: CodeSource): readonly Span[] {
  const { interpreter, directives } = program
  const above = [interpreter, ...(directives ?? [])].flatMap((node) => {
    return node ? [{ start: node.start ?? 0, end: node.end ?? 0 }] : []
  })
  const top = above.at(-1)?.end ?? 0
  const [first] = program.body
  const gap = text.slice(top, first?.start ?? text.length)
  const isRoof = first?.type === 'ImportDeclaration' ? !suppression.test(gap) : headline.test(gap)
  const paragraphs = gap.split(/(?<=\n)[ \t]*\r?\n(?=\s*\S|\s*$)/)
  const tail = paragraphs.at(-1) ?? ''
  const end =
    tail.trim() === '' || (isRoof && paragraphs.length === 1) || !first
      ? gap
      : gap.slice(0, -tail.length)
  const header = end.trimEnd()
  return header.trim() === '' ? above : [...above, { start: top, end: top + header.length }]
}

/** Comments that are on the next line, so they stay with it. Words to look for in other people's code: none is used here. */
const suppression = /@ts-(?:expect|ignore)|biome-ignore |eslint-disable-next-line|prettier-ignore/

/** Comments that are on a whole file, even where no blank line follows. Words to look for, as above. */
const headline = /\/\*!|copyright|licen[sc]e|eslint-disable |@ts-nocheck|@jsx|@vitest-|@jest-/i
