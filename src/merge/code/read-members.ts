import { type ASTNode, parseCode } from '../../edits/module/parse-code.ts'

/** Something in code that has members: where it begins and ends, and its members in their order. */
export type MemberList = {
  readonly kind: 'module' | 'names' | 'object' | 'array' | 'class' | 'interface' | 'enum'
  readonly start: number
  readonly end: number
  readonly members: readonly CodeMember[]
}

export type CodeMember = {
  /** What must be there once: a name, or the source of an import. Undefined for all else. */
  readonly key: string | undefined
  readonly start: number
  readonly end: number
}

/** All lists of members in TypeScript or JavaScript, outer ones first; undefined where it cannot be parsed. */
export function readMembers(content: string): readonly MemberList[] | undefined {
  try {
    const lists: MemberList[] = []
    visit(parseCode(content), (node) => {
      const list = listOf(node, content)
      if (list) lists.push(list)
    })
    return lists
  } catch {
    return undefined
  }
}

/** The names that are twice in one list, and the imported ones that are twice in the module. */
export function repeatedNames(lists: readonly MemberList[]): readonly string[] {
  const imported = lists.filter(({ kind }) => kind === 'names').flatMap(({ members }) => members)
  const others = lists.filter(({ kind }) => kind !== 'names' && kind !== 'module')
  return [imported, ...others.map(({ members }) => members)].flatMap((members) => {
    const keys = members.flatMap(({ key }) => (key === undefined ? [] : [key]))
    return keys.filter((key, index) => keys.indexOf(key) !== index)
  })
}

function visit(node: ASTNode, look: (node: ASTNode) => void): void {
  look(node)
  for (const [key, value] of Object.entries(node)) {
    if (unrelated.includes(key)) continue
    for (const child of [value].flat()) if (isNode(child)) visit(child, look)
  }
}

const unrelated = ['comments', 'errors', 'extra', 'loc', 'original', 'tokens']

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function listOf(node: ASTNode, content: string): MemberList | undefined {
  const [start, end] = [node.start ?? 0, node.end ?? 0]
  const list = (kind: MemberList['kind'], members: readonly (ASTNode | null)[]) => ({
    ...{ kind, start, end },
    members: members.flatMap((member) => (member === null ? [] : [memberOf(member, content)])),
  })
  if (node.type === 'Program') {
    return { ...list('module', node.body), start: 0, end: content.length + 1 }
  }
  if (node.type === 'ImportDeclaration') return list('names', node.specifiers)
  if (node.type === 'ObjectExpression') return list('object', node.properties)
  if (node.type === 'ArrayExpression') return list('array', node.elements)
  if (node.type === 'ClassBody') return list('class', node.body)
  if (node.type === 'TSInterfaceBody') return list('interface', node.body)
  if (node.type === 'TSTypeLiteral') return list('interface', node.members)
  return node.type === 'TSEnumDeclaration' ? list('enum', node.members) : undefined
}

function memberOf(node: ASTNode, content: string): CodeMember {
  return { key: keyIn(node, content), start: node.start ?? 0, end: node.end ?? 0 }
}

function keyIn(node: ASTNode, content: string): string | undefined {
  if (node.type === 'ImportDeclaration') {
    return `import ${node.importKind ?? 'value'} ${node.source.value}`
  }
  if (
    node.type === 'ImportSpecifier' ||
    node.type === 'ImportDefaultSpecifier' ||
    node.type === 'ImportNamespaceSpecifier'
  ) {
    return node.local.name
  }
  if (node.type === 'TSEnumMember') return textOf(node.id, content)
  // A method may be declared several times.
  if (node.type === 'TSDeclareMethod' || node.type === 'TSMethodSignature') return undefined
  if (!('key' in node) || !isNode(node.key)) return undefined
  const isComputed = 'computed' in node && node.computed === true
  const name = isComputed ? `[${textOf(node.key, content)}]` : unquoted(node.key, content)
  const isStatic = 'static' in node && node.static === true
  const kind = 'kind' in node && ['get', 'set'].includes(`${node.kind}`) ? `${node.kind} ` : ''
  return (isStatic ? 'static ' : '') + kind + name
}

function unquoted(key: ASTNode, content: string): string {
  return key.type === 'StringLiteral' ? key.value : textOf(key, content)
}

function textOf({ start, end }: ASTNode, content: string): string {
  return content.slice(start ?? 0, end ?? 0)
}
