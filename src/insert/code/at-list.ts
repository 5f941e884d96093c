import type { Span } from '../../edits/layout/gap.ts'
import { addToFlow, type FlowList, removeFromFlow } from '../data/flow-members.ts'
import { identifying, identityOf, keyOf, spellings } from './code-meaning.ts'
import { type ASTNode, childrenOf, codeOf, spanOf } from './code-source.ts'
import { type Fragment, inlineComment, startWithLead } from './fragment.ts'
import type { CodeList, MemberShape } from './insert-member.ts'
import { findNamed, stepsOf } from './named-parts.ts'

/** An array: its elements are found by what they mean. */
export const arrayShape: MemberShape = {
  what: 'array',
  member: 'element of an array',
  wrapping: { open: '[', close: ']', membersIn: (program) => elementsOf(firstValue(program)) },
  find: (source, name) =>
    findNamed(source, name, ['ArrayExpression']).map((node) => withMembers(node, elementsOf(node))),
  siblingsIn: elementsOf,
  identityOf,
  namesOf: namesOfElement,
  add: (list, { index }, fragment) => {
    // Between holes the commas do not say which element is where.
    if (list.node.type === 'ArrayExpression' && list.node.elements.includes(null)) return undefined
    return addToFlow(flowOf(list, 'array'), index, memberOf(list, fragment))
  },
  remove: (list, index, fragment) => removeFromFlow(flowOf(list, 'array', fragment, index), index),
  misfit: (name) => `The array "${name}" has holes.`,
}

/** An object: its properties are found by their keys. */
export const objectShape: MemberShape = {
  what: 'object',
  member: 'property of an object',
  wrapping: { open: '({', close: '})', membersIn: (program) => propertiesOf(firstValue(program)) },
  find: (source, name) =>
    findNamed(source, name, ['ObjectExpression']).map((node) =>
      withMembers(node, propertiesOf(node)),
    ),
  siblingsIn: propertiesOf,
  identityOf: keyOf,
  namesOf: (node, text) => [keyOf(node) ?? codeOf(node, text)],
  add: (list, { index }, fragment) =>
    addToFlow(flowOf(list, 'object'), index, memberOf(list, fragment)),
  remove: (list, index, fragment) => removeFromFlow(flowOf(list, 'object', fragment, index), index),
  misfit: (name) => `The object "${name}" has no place for it.`,
}

function withMembers(node: ASTNode, members: readonly ASTNode[]) {
  return { node, siblings: members, members }
}

function firstValue(program: ASTNode): ASTNode | undefined {
  const [statement] = program.type === 'Program' ? program.body : []
  return statement?.type === 'ExpressionStatement' ? statement.expression : undefined
}

function elementsOf(node: ASTNode | undefined): readonly ASTNode[] {
  if (node?.type !== 'ArrayExpression') return []
  return node.elements.filter((element) => element !== null)
}

function propertiesOf(node: ASTNode | undefined): readonly ASTNode[] {
  return node?.type === 'ObjectExpression' ? node.properties : []
}

/** The text of an element, of a string, the callee of a call, or what identifies an object. */
function namesOfElement(node: ASTNode, text: string): readonly string[] {
  const code = codeOf(node, text)
  if (node.type === 'StringLiteral') return [...spellings(code), node.value]
  if (node.type === 'CallExpression') {
    const steps = stepsOf(node.callee)
    return [...spellings(code), ...(steps ? [steps.join('.'), ...steps.slice(0, 1)] : [])]
  }
  if (node.type !== 'ObjectExpression') return spellings(code)
  const values = childrenOf(node).flatMap((property) => {
    const isNamed = property.type === 'ObjectProperty' && property.value.type === 'StringLiteral'
    return isNamed && identifying.includes(keyOf(property) ?? '') && 'value' in property.value
      ? [String(property.value.value)]
      : []
  })
  return [...spellings(code), ...values]
}

function flowOf(
  { source: { text }, style, node, siblings }: CodeList,
  kind: FlowList['kind'],
  fragment?: Fragment,
  own?: number,
): FlowList {
  const members = siblings.map((member, index): Span => {
    const span = spanOf(member, text)
    const isOwn = fragment !== undefined && index === own
    return isOwn ? { ...span, start: startWithLead(text, span.start, fragment) } : span
  })
  const [start, end] = [node.start ?? 0, node.end ?? 0]
  return { text, kind, start, end, members, expands: false, unit: style.unit ?? '  ' }
}

function memberOf({ siblings, style }: CodeList, { lines, lead }: Fragment) {
  const tail = siblings.length === 0 && style.trailingCommas ? ',' : ''
  const comments = lines.slice(0, lead.length).map((line) => inlineComment(line.trim()))
  const flat = [...comments, lines.slice(lead.length).join('\n')].join(' ')
  return { flat, lines: lines.with(-1, (lines.at(-1) ?? '') + tail) }
}
