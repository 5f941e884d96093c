import { EditError, reasonOf } from '../../errors/edit-error.ts'
import { readGaps, type Span, type Surroundings } from '../layout/gap.ts'
import type { Comment, LayoutEntry, LayoutNode } from '../layout/layout.ts'
import { indentOf, readBranch } from '../layout/read-branch.ts'
import type { Import, ImportedName } from './imports.ts'
import { mergeModules } from './merge-modules.ts'
import { type ConfigModule, printModule } from './module-layout.ts'
import { type ASTNode, type ParsedCode, parseCode } from './parse-code.ts'

/**
 * Merges one config module over another. Both must consist of imports and one `export default`: an object, an object
 * that `satisfies` a type, `defineConfig({…})`, or the name of a constant that is one of these. Imports, arrays (by their text) and objects are united, later scalars
 * win, and every other node is copied as written. magicast only parses here, because it does not print as Biome does.
 */
export function mergeConfigModule(base: string, over: string): string {
  const earlier = readEdited(base, 'The earlier config')
  const merged = mergeModules(earlier, readModule(over, 'The later config', false))
  return merged === earlier ? base : printModule(merged)
}

interface NamedText {
  readonly content: string
  /** Its name in error messages. */
  readonly what: string
}

// In a file that is not formatted as Biome would, unchanged parts are copied as text.
function readEdited(source: string, what: string): ConfigModule {
  const module = readModule(source, what, false)
  return printModule(module) === source ? module : readModule(source, what, true)
}

function readModule(content: string, what: string, keepsText: boolean): ConfigModule {
  const text = { content, what }
  const body = parseBody(text)
  const { value, statements: exporting } = exportOf(body, text)
  const misfit = body.slice(0, -exporting.length).find((node) => node.type !== 'ImportDeclaration')
  if (misfit !== undefined)
    throw misfitOf(misfit, text, 'only imports are allowed before the export')
  const object = objectOf(value, text)
  const [start, end] = [startOf(exporting[0]), endOf(exporting.at(-1) ?? exporting[0])]
  const root = nodeOf(object, content, keepsText)
  if (root.kind !== 'object') throw misfitOf(object, text, 'each member must be a plain property')
  const statements = body.filter((node) => node.type === 'ImportDeclaration')
  const { members, rest } = readGaps(content, statements.map(spanOf), {
    start: 0,
    end: start,
  })
  const [first = rest, ...others] = members
  const { header, own } = splitHeader(first)
  const imports = [{ ...first, before: own }, ...others].flatMap((surroundings, index) => {
    const statement = statements[index]
    return statement === undefined
      ? []
      : [{ after: [], ...surroundings, ...importOf(statement, content) }]
  })
  return {
    indent: indentOf(content, object.properties[0]?.start ?? undefined),
    header,
    imports,
    lead: imports.length === 0 ? own : rest.before,
    lines: rest.lines,
    opening: content.slice(start, startOf(object)),
    root,
    closing: content.slice(endOf(object), end),
    epilogue: content.slice(end),
  }
}

interface Export {
  readonly value: ASTNode
  readonly statements: readonly [ASTNode, ...ASTNode[]]
}

// `export default {…}`, or `const config = {…}` and `export default config`.
function exportOf(body: readonly ASTNode[], text: NamedText): Export {
  const [before, last] = [body.at(-2), body.at(-1)]
  if (last?.type !== 'ExportDefaultDeclaration')
    throw misfitOf(last, text, 'it must end with an export default')
  const { declaration } = last
  const constant = before?.type === 'VariableDeclaration' ? before.declarations : []
  const [declared, ...others] = constant
  const isNamed =
    declaration.type === 'Identifier' &&
    declared?.id.type === 'Identifier' &&
    declared.id.name === declaration.name
  if (before === undefined || !isNamed || !declared?.init || others.length > 0)
    return { value: declaration, statements: [last] }
  return { value: declared.init, statements: [before, last] }
}

// A blank line separates the comment on the file from the comment on its first statement.
function splitHeader({
  before,
  lines,
}: Pick<Surroundings, 'before' | 'lines'>): Record<'header' | 'own', readonly Comment[]> {
  const at =
    lines > 1
      ? before.length
      : Math.max(
          0,
          before.findLastIndex((comment) => comment.lines > 1),
        )
  return { header: before.slice(0, at), own: before.slice(at) }
}

function parseBody(text: NamedText): readonly ASTNode[] {
  const { directives, body } = programOf(text)
  if (directives.length > 0) throw misfitOf(directives[0], text, 'directives are not allowed')
  return body
}

function programOf({ content, what }: NamedText): ParsedCode {
  try {
    return parseCode(content)
  } catch (cause) {
    throw new EditError(`${what} cannot be parsed: ${reasonOf(cause)}`, { cause })
  }
}

function objectOf(node: ASTNode, text: NamedText): ASTNode & { type: 'ObjectExpression' } {
  if (node.type === 'ObjectExpression') return node
  if (node.type === 'TSSatisfiesExpression' && node.expression.type === 'ObjectExpression')
    return node.expression
  if (
    node.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'defineConfig'
  ) {
    const [argument, ...others] = node.arguments
    if (argument?.type === 'ObjectExpression' && others.length === 0) return argument
    throw misfitOf(argument ?? node, text, 'defineConfig must be given one object')
  }
  throw misfitOf(
    node,
    text,
    'it must export an object, an object that satisfies a type, defineConfig({…}), or a constant that is one of these',
  )
}

function misfitOf(
  node: ASTNode | undefined,
  { content, what }: NamedText,
  rule: string,
): EditError {
  const line = (start: number) => content.slice(0, start).split('\n').length
  const found = node === undefined ? 'nothing' : `${node.type} on line ${line(startOf(node))}`
  return new EditError(`${what} cannot be merged: ${rule}, but found ${found}.`)
}

function importOf(
  node: ASTNode & { type: 'ImportDeclaration' },
  content: string,
): Omit<Import, 'lines' | 'before' | 'after'> {
  const text = textOf(node, content)
  const rest = content.slice(startOf(node.source), endOf(node))
  const origin = rest.endsWith(';') ? rest.slice(0, -1) : rest
  const named = (type: ASTNode['type']) =>
    node.specifiers.find((specifier) => specifier.type === type)?.local.name
  const names: ImportedName[] = node.specifiers.flatMap((specifier) => {
    if (specifier.type !== 'ImportSpecifier') return []
    const { imported, local } = specifier
    const name = imported.type === 'Identifier' ? imported.name : JSON.stringify(imported.value)
    return [{ imported: name, local: local.name, isType: specifier.importKind === 'type' }]
  })
  return {
    text,
    isType: node.importKind === 'type',
    defaultName: named('ImportDefaultSpecifier'),
    namespace: named('ImportNamespaceSpecifier'),
    names,
    source: node.source.value,
    origin,
  }
}

function nodeOf(node: ASTNode, content: string, keepsText: boolean): LayoutNode {
  const members = membersOf(node)
  if (members === undefined) return { kind: 'leaf', text: textOf(node, content) }
  const kind = node.type === 'ArrayExpression' ? 'array' : 'object'
  const entries = members.map((member) => ({
    ...memberOf(member, content, keepsText),
    ...spanOf(member),
  }))
  return readBranch({ kind, content, keepsText, ...spanOf(node) }, entries)
}

// Undefined for nodes that are copied as text, such as arrays with holes or with members in parentheses.
function membersOf(node: ASTNode): readonly ASTNode[] | undefined {
  if (node.type === 'ObjectExpression') return node.properties
  if (node.type !== 'ArrayExpression') return undefined
  const elements = node.elements.filter(
    (element) => element !== null && !element.extra?.parenthesized,
  )
  return elements.length === node.elements.length
    ? elements.filter((element) => element !== null)
    : undefined
}

function memberOf(
  member: ASTNode,
  content: string,
  keepsText: boolean,
): Pick<LayoutEntry, 'name' | 'head' | 'node'> {
  const name = nameOf(member, content)
  const head =
    member.type === 'ObjectProperty' ? content.slice(startOf(member), startOf(member.value)) : ''
  if (
    member.type === 'ObjectProperty' &&
    !member.value.extra?.parenthesized &&
    !head.includes('\n')
  ) {
    const node = nodeOf(member.value, content, keepsText)
    // Only arrays and objects need a separate key; a scalar is copied with its whole line.
    if (node.kind !== 'leaf') return { name, head, node }
  }
  const isElement = name === undefined && member.type !== 'SpreadElement'
  const node: LayoutNode = isElement
    ? nodeOf(member, content, keepsText)
    : { kind: 'leaf', text: textOf(member, content) }
  return { name, head: '', node }
}

function nameOf(member: ASTNode, content: string): string | undefined {
  if (member.type !== 'ObjectProperty' && member.type !== 'ObjectMethod') return undefined
  const { key, computed } = member
  const prefix = member.type === 'ObjectMethod' && member.kind !== 'method' ? `${member.kind} ` : ''
  if (computed) return `${prefix}[${textOf(key, content)}]`
  if (key.type === 'Identifier') return prefix + key.name
  return prefix + (key.type === 'StringLiteral' ? key.value : textOf(key, content))
}

function textOf(node: ASTNode, content: string): string {
  return content.slice(startOf(node), endOf(node))
}

function spanOf(node: ASTNode): Span {
  return { start: startOf(node), end: endOf(node) }
}

function startOf(node: ASTNode): number {
  return node.start ?? 0
}

function endOf(node: ASTNode): number {
  return node.end ?? 0
}
