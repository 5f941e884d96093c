import { type ASTNode, childrenOf, isNode, unrelated } from './code-source.ts'

/**
 * What code means, apart from what a formatter changes: blanks, comments, quotes, semicolons, trailing commas and
 * parentheses. Without what is in the node `cut`.
 */
export function meaningOf(node: ASTNode, cut?: ASTNode): string {
  return JSON.stringify(simplify(node, cut))
}

/**
 * What an element of a list is, however it is configured: the callee of `react({ … })`, the `path` of a route. Undefined
 * for what may be there with other contents.
 */
export function identityOf(node: ASTNode): string | undefined {
  if (node.type === 'ObjectExpression') return propertyIdentity(node)
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined
  const [first, second] = node.arguments
  const callee = `${node.type} ${meaningOf(node.callee)}`
  if (first === undefined) return callee
  if (first.type === 'StringLiteral') return `${callee} ${first.value}`
  return first.type === 'ObjectExpression' && second === undefined ? callee : undefined
}

/** The key of a property or of a member of a class. */
export function keyOf(node: ASTNode): string | undefined {
  if (!('key' in node) || !isNode(node.key)) return undefined
  const isComputed = 'computed' in node && node.computed === true
  const name = isComputed ? `[${meaningOf(node.key)}]` : plainKey(node.key)
  const isStatic = 'static' in node && node.static === true
  const kind = 'kind' in node && ['get', 'set'].includes(`${node.kind}`) ? `${node.kind} ` : ''
  return (isStatic ? 'static ' : '') + kind + name
}

function plainKey(key: ASTNode): string {
  if (key.type === 'Identifier') return key.name
  if (key.type === 'StringLiteral') return key.value
  if (key.type === 'PrivateName') return `#${key.id.name}`
  return key.type === 'NumericLiteral' ? String(key.value) : meaningOf(key)
}

/** What identifies an object in a list. */
function propertyIdentity(node: ASTNode): string | undefined {
  const named = childrenOf(node).flatMap((property) => {
    const isPlain = property.type === 'ObjectProperty' && property.value.type === 'StringLiteral'
    const key = isPlain ? keyOf(property) : undefined
    const value = isPlain && property.value.type === 'StringLiteral' ? property.value.value : ''
    return key !== undefined && identifying.includes(key) ? [{ key, value }] : []
  })
  const [first] = identifying.flatMap((key) => named.filter((one) => one.key === key))
  return first && `${first.key}: ${first.value}`
}

/** What a person may write for code: with either quote. */
export function spellings(code: string): readonly string[] {
  return [...new Set([code, code.replaceAll('"', "'"), code.replaceAll("'", '"')])]
}

export const identifying = ['id', 'name', 'key', 'path', 'href', 'to', 'url']

function simplify(value: unknown, cut: ASTNode | undefined): unknown {
  if (Array.isArray(value))
    return value.map((each) => simplify(each, cut)).filter((each) => each !== nothing)
  if (typeof value === 'bigint') return String(value)
  if (!isNode(value)) return typeof value === 'object' ? simplifyPlain(value) : value
  if (value === cut) return 'cut'
  if (value.type === 'EmptyStatement') return nothing
  if (value.type === 'JSXText') return shownText(value.value)
  if (value.type === 'TemplateElement') return value.value.raw.replaceAll(/\s*\n\s*/g, '\n')
  if (value.type === 'TSParenthesizedType') return simplify(value.typeAnnotation, cut)
  const isNamed = 'key' in value && !('computed' in value && value.computed === true)
  return Object.entries(value).flatMap(([key, part]) => {
    if (unrelated.has(key) || ignored.includes(key) || (part ?? false) === false) return []
    if (isNamed && key === 'key' && isNode(part)) return [[key, plainKey(part)]]
    return [[key, simplify(part, cut)]]
  })
}

const nothing = undefined

/** `{ a: a }` and `{ a }` are the same. The tree of a text has these only sometimes. */
const ignored = ['shorthand', 'interpreter', 'sourceType']

/** The text as JSX shows it: line breaks with the blanks around them do not count. */
function shownText(text: string): string | undefined {
  const lines = text.split('\n')
  const shown = lines.map((line, at) => {
    const withoutStart = at === 0 ? line : line.trimStart()
    return at === lines.length - 1 ? withoutStart : withoutStart.trimEnd()
  })
  return shown.filter((line) => line !== '').join(' ') || nothing
}

function simplifyPlain(value: object | null): unknown {
  return value === null ? null : Object.entries(value).map(([key, part]) => [key, String(part)])
}
