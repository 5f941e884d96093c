import { keyOf } from './code-meaning.ts'
import { type ASTNode, allNodes, type CodeSource, childrenOf, isNode } from './code-source.ts'

/** Something in a file that has members, and what leads to it: `['site', 'pages']`. */
export type NamedPart = { readonly node: ASTNode; readonly path: readonly string[] }

/**
 * The parts of some types that a name means: what it says whole, or else all whose paths end with it. Steps between may
 * be left out: `AppModule.imports` is in the decorator of that class.
 */
export function findNamed(
  { program }: CodeSource,
  name: string,
  types: readonly string[],
): readonly ASTNode[] {
  const steps = name.split('.')
  const parts = namedParts(program).filter(({ node }) => types.includes(node.type))
  const exact = parts.filter(({ path }) => path.join('.') === name)
  const ending = parts.filter(({ path }) => path.at(-1) === steps.at(-1) && leadsTo(path, steps))
  const found = exact.length > 0 ? exact : ending
  return [...new Set(found.map(({ node }) => node))]
}

function leadsTo(path: readonly string[], steps: readonly string[]): boolean {
  const left = path.reduce((rest, step) => (step === rest[0] ? rest.slice(1) : rest), steps)
  return left.length === 0
}

function namedParts(program: CodeSource['program']): readonly NamedPart[] {
  const variables = allNodes(program).filter((node) => node.type === 'VariableDeclarator')

  /** What stands in a node, whatever it is called. */
  function look(node: ASTNode, path: readonly string[]): readonly NamedPart[] {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
      return nameValue(node.init, [...path, node.id.name])
    if (node.type === 'FunctionDeclaration' && node.id)
      return nameValue(node, [...path, node.id.name])
    if (node.type === 'ClassDeclaration' && node.id) return nameValue(node, [...path, node.id.name])
    if (node.type === 'ExportDefaultDeclaration')
      return [...nameValue(node.declaration, [...path, 'default']), ...look(node.declaration, path)]
    if (node.type === 'AssignmentExpression') {
      const steps = stepsOf(node.left)
      const isDefault = steps?.join('.') === 'module.exports'
      if (steps) return nameValue(node.right, [...path, ...(isDefault ? ['default'] : steps)])
    }
    const isProperty = /^(?:Object|Class)(?:Property|Method)$/.test(node.type)
    const key = isProperty ? keyOf(node) : undefined
    if (key !== undefined) return readProperty(node, [...path, key])
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      const called = stepsOf(node.callee)?.at(-1)
      return readCall(node, path, called === undefined ? path : [...path, called])
    }
    if (node.type === 'JSXElement') return readElement(node, path)
    return childrenOf(node).flatMap((child) => look(child, path))
  }

  function readProperty(node: ASTNode, path: readonly string[]): readonly NamedPart[] {
    if (node.type !== 'ObjectProperty' && node.type !== 'ClassProperty')
      return nameValue(node, path)
    const others = childrenOf(node).filter((child) => child !== node.value)
    const found = others.flatMap((child) => look(child, path))
    return isNode(node.value) ? [...nameValue(node.value, path), ...found] : found
  }

  /** What a value that has a name is in the end: the first argument of a call, what a function returns. */
  function nameValue(
    node: ASTNode,
    path: readonly string[],
    seen: readonly ASTNode[] = [],
  ): readonly NamedPart[] {
    if (seen.includes(node)) return []
    const inner = unwrapped(node)
    if (inner) return nameValue(inner, path, seen)
    if (node.type === 'Identifier') {
      const [variable, other] = variables.filter(
        ({ id }) => id.type === 'Identifier' && id.name === node.name,
      )
      const isOne = variable !== undefined && other === undefined && seen.length < 4
      return isOne && variable.init ? nameValue(variable.init, path, [...seen, node]) : []
    }
    if (node.type === 'CallExpression' || node.type === 'NewExpression')
      return readCall(node, path, path, seen)
    if (isFunction(node)) return readReturned(node, path, seen)
    const below = childrenOf(node).flatMap((child) => look(child, path))
    const isPart = /^(?:Object|Array)Expression$|^Class/.test(node.type)
    if (node.type === 'JSXElement') return readElement(node, path)
    return isPart ? [{ node, path }, ...below] : below
  }

  function readCall(
    node: ASTNode & { readonly callee: ASTNode; readonly arguments: readonly ASTNode[] },
    path: readonly string[],
    named: readonly string[],
    seen: readonly ASTNode[] = [],
  ): readonly NamedPart[] {
    const [first, ...others] = node.arguments
    const found = first ? nameValue(first, named, seen) : []
    const isNamed = found.some((part) => part.path.length === named.length)
    const { callee } = node
    const isChain = callee.type === 'MemberExpression' && callee.object.type === 'CallExpression'
    const before = isChain && !isNamed ? nameValue(callee.object, named, seen) : look(callee, path)
    return [...found, ...before, ...others.flatMap((each) => look(each, path))]
  }

  function readReturned(
    node: ASTNode,
    path: readonly string[],
    seen: readonly ASTNode[],
  ): readonly NamedPart[] {
    const body = 'body' in node ? node.body : undefined
    return childrenOf(node).flatMap((child) => {
      if (child === body && child.type !== 'BlockStatement') return nameValue(child, path, seen)
      return readStatement(child, path, seen)
    })
  }

  function readStatement(
    node: ASTNode,
    path: readonly string[],
    seen: readonly ASTNode[],
  ): readonly NamedPart[] {
    if (node.type === 'ReturnStatement')
      return node.argument ? nameValue(node.argument, path, seen) : []
    const isBlock = /^(?:Block|If|Try|Switch)(?:Statement|Case)$|^CatchClause$/.test(node.type)
    if (!isBlock) return look(node, path)
    return childrenOf(node).flatMap((child) => readStatement(child, path, seen))
  }

  function readElement(
    node: ASTNode & { readonly type: 'JSXElement' },
    path: readonly string[],
  ): readonly NamedPart[] {
    const own = [...path, ...(stepsOf(node.openingElement.name) ?? [])]
    const attributes = childrenOf(node.openingElement).flatMap((attribute) => {
      if (attribute.type !== 'JSXAttribute' || attribute.name.type !== 'JSXIdentifier')
        return look(attribute, own)
      return attribute.value ? nameValue(attribute.value, [...own, attribute.name.name]) : []
    })
    const children = (node.children ?? []).flatMap((child) => look(child, own))
    return [{ node, path: own }, ...attributes, ...children]
  }

  return look(program, [])
}

/** What TypeScript and JavaScript put around a value. */
function unwrapped(node: ASTNode): ASTNode | undefined {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
    case 'JSXExpressionContainer':
      return node.expression
    case 'AwaitExpression':
      return node.argument ?? undefined
    default:
      return undefined
  }
}

function isFunction({ type }: ASTNode): boolean {
  return /^ArrowFunction|^Function(?:Expression|Declaration)$|^(?:Object|Class)Method$/.test(type)
}

/** `a.b.c` as its steps. */
export function stepsOf(node: ASTNode): readonly string[] | undefined {
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return [node.name]
  if (node.type === 'ThisExpression') return ['this']
  const isMember = node.type === 'MemberExpression' || node.type === 'JSXMemberExpression'
  if (!isMember || ('computed' in node && node.computed === true)) return undefined
  const [object, property] = [stepsOf(node.object), stepsOf(node.property)]
  return object && property && [...object, ...property]
}
