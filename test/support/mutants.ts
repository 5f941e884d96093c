import { parse } from '@babel/parser'

/** A change that makes code wrong: the text from one place to another becomes another one. */
export type Mutant = {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly line: number
}

type Node = {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly loc: { readonly start: { readonly line: number } }
  readonly [key: string]: unknown
}

/** Every wrong variant of a module of TypeScript that one of the fixed operators makes. Imports and types have none. */
export function mutantsOf(code: string): readonly Mutant[] {
  const { program } = parse(code, { sourceType: 'module', plugins: ['typescript'] })
  return mutantsIn(program as unknown as Node, code)
}

export function mutated(code: string, { start, end, text }: Mutant): string {
  return code.slice(0, start) + text + code.slice(end)
}

function mutantsIn(node: Node, code: string): readonly Mutant[] {
  if (/^TS|Import/.test(node.type)) return []
  const own = textsFor(node, (one) => code.slice(one.start, one.end)).map(({ at, text }) => {
    return { start: at.start, end: at.end, text, line: at.loc.start.line }
  })
  const inner = Object.entries(node).flatMap(([key, value]) => {
    // A key is no value, and `{ id }` has the name only once.
    if (key === 'key' || (key === 'value' && node.shorthand)) return []
    return [value].flat().filter(isNode)
  })
  return [...own, ...inner.flatMap((one) => mutantsIn(one, code))]
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

const otherOperators: Readonly<Record<string, string>> = {
  ...{ '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===' },
  ...{ '+': '-', '-': '+', '*': '/', '&&': '||', '||': '&&' },
}

/** What the operators make of one node. */
function textsFor(
  node: Node,
  source: (node: Node) => string,
): readonly { readonly at: Node; readonly text: string }[] {
  const [left, right] = [node.left, node.right] as readonly Node[]
  const other = otherOperators[String(node.operator)]
  if (left && right && /^(?:Binary|Logical)Expression$/.test(node.type)) {
    if (node.operator === '??') return [{ at: node, text: source(right) }]
    return other ? [{ at: node, text: `${source(left)} ${other} ${source(right)}` }] : []
  }
  switch (node.type) {
    case 'ConditionalExpression': {
      const [test, yes, no] = [node.test, node.consequent, node.alternate] as readonly Node[]
      if (!test || !yes || !no) return []
      return [{ at: node, text: `${source(test)} ? ${source(no)} : ${source(yes)}` }]
    }
    case 'UnaryExpression':
      return node.operator === '!' ? [{ at: node, text: source(node.argument as Node) }] : []
    case 'BooleanLiteral':
      return [{ at: node, text: String(!node.value) }]
    case 'NumericLiteral':
      return [{ at: node, text: String(Number(node.value) + 1) }]
    case 'StringLiteral':
      return [{ at: node, text: node.value === '' ? "'other'" : "''" }]
    case 'ObjectProperty':
    case 'SpreadElement':
      return [{ at: node, text: '...{}' }]
    case 'ExpressionStatement':
    case 'IfStatement':
      return [{ at: node, text: '' }]
    case 'ReturnStatement':
      return [{ at: node, text: 'return undefined as never;' }]
    default:
      return []
  }
}
