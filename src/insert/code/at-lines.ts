import type { Span } from '../../edits/layout/gap.ts'
import { indentAt, lineBreakAt, lineEnd } from '../data/splices.ts'
import { keyOf, meaningOf, spellings } from './code-meaning.ts'
import {
  type ASTNode,
  allNodes,
  type CodeSource,
  childrenOf,
  codeOf,
  spanOf,
} from './code-source.ts'
import { type Fragment, startWithLead } from './fragment.ts'
import type { CodeList, FoundList, MemberShape } from './insert-member.ts'
import { findNamed, stepsOf } from './named-parts.ts'
import {
  addSibling,
  hasBlankLine,
  indented,
  removeSibling,
  type SiblingLines,
} from './sibling-lines.ts'

/** The statements that call something: `app.use(…)`. */
export const callShape: MemberShape = {
  what: 'call of',
  member: 'call as a statement',
  wrapping: { open: '', close: '', membersIn: (program) => statementsOf(program).filter(isCall) },
  find: findCalls,
  siblingsIn: statementsOf,
  identityOf: (node) => {
    const { callee, first } = callIn(node) ?? {}
    // `use` adds, so it may be called for one path again; others set, or answer, what the first argument says.
    const isOnce = first?.type === 'StringLiteral' && stepsOf(callee ?? node)?.at(-1) !== 'use'
    return isOnce && callee ? `${meaningOf(callee)} ${first.value}` : undefined
  },
  namesOf: (node, text) => {
    const { first } = callIn(node) ?? {}
    if (first === undefined) return []
    const called = first.type === 'CallExpression' ? stepsOf(first.callee)?.join('.') : undefined
    const value = first.type === 'StringLiteral' ? first.value : called
    return [...spellings(codeOf(first, text)), ...(value === undefined ? [] : [value])]
  },
  add: (list, { index, follows }, { lines }) => {
    const own = list.members.filter((member) => nextTo(list, member))
    const isSpaced = own.length > 0 && own.every((member) => isSpacedBelow(list, member))
    return addSibling(linesOf(list), index, { lines, follows, isSpaced })
  },
  remove: (list, index, fragment) => removeSibling(linesOf(list, fragment, index), index),
  misfit: (name) => `The calls of "${name}" share their lines with other code.`,
}

/** A class: its members are found by their names. */
export const classShape: MemberShape = {
  what: 'class',
  member: 'member of a class',
  wrapping: {
    open: 'class A {',
    close: '}',
    membersIn: (program) => allNodes(program).flatMap(bodyOf).slice(0, 2),
  },
  find: (source, name) =>
    findNamed(source, name, ['ClassDeclaration', 'ClassExpression']).flatMap((node) => {
      const body = childrenOf(node).find(({ type }) => type === 'ClassBody')
      return body ? [{ node: body, siblings: bodyOf(body), members: bodyOf(body) }] : []
    }),
  siblingsIn: bodyOf,
  identityOf: (node) => (node.type === 'TSDeclareMethod' ? undefined : keyOf(node)),
  namesOf: (node, text) => [keyOf(node) ?? codeOf(node, text)],
  add: (list, { index, follows }, { node, lines }) => {
    if (list.siblings.length === 0) return addAlone(list, lines)
    const isSpaced = isSpacedMember(list, node, list.siblings[follows ? index - 1 : index])
    return addSibling(linesOf(list), index, { lines, follows, isSpaced })
  },
  remove: (list, index, fragment) => {
    const { node, siblings, source } = list
    const [start, end] = [(node.start ?? 0) + 1, (node.end ?? 0) - 1]
    const splices = removeSibling(linesOf(list, fragment, index), index)
    const [splice] = splices ?? []
    if (siblings.length > 1 || splice === undefined) return splices
    const left = source.text.slice(start, splice.start) + source.text.slice(splice.end, end)
    return left.trim() === '' ? [{ start, end, text: '' }] : splices
  },
  misfit: (name) => `The members of the class "${name}" share their lines with others.`,
}

/** Into a class without members: below its comments, or between its braces. */
function addAlone({ source: { text }, style, node }: CodeList, lines: readonly string[]) {
  const [start, end] = [(node.start ?? 0) + 1, (node.end ?? 0) - 1]
  const inner = text.slice(start, end)
  const [margin, lineBreak] = [indentAt(text, start), lineBreakAt(text, start)]
  const added = indented(lines, margin + (style.unit ?? '  '), lineBreak)
  const at = start + inner.trimEnd().length
  const isClosed = text.slice(at, end).includes('\n')
  if (inner.trim() !== '' && isClosed) return [{ start: at, end: at, text: added }]
  return [{ start: at, end, text: `${added}${lineBreak}${margin}` }]
}

/** Methods have a blank line around them, unless those of this class do not. */
function isSpacedMember(list: CodeList, node: ASTNode, neighbour: ASTNode | undefined): boolean {
  const { source, siblings } = list
  const isMethod = ({ type }: ASTNode) => /Method$|^StaticBlock$/.test(type)
  const concerns = (one: ASTNode, other: ASTNode | undefined) =>
    isMethod(one) || (other !== undefined && isMethod(other))
  const isOurs = concerns(node, neighbour)
  const pairs = siblings.slice(1).flatMap((other, at) => {
    const one = siblings[at]
    const isAlike = one !== undefined && concerns(one, other) === isOurs
    return isAlike
      ? [hasBlankLine(source.text, spanOf(one, source.text), spanOf(other, source.text))]
      : []
  })
  return pairs.length === 0 ? isOurs : pairs.every(Boolean)
}

/** The blocks that have such calls as statements. A block within one of them does not count. */
function findCalls(source: CodeSource, name: string): readonly FoundList[] {
  const blocks = allNodes(source.program).filter(({ type }) =>
    /^(?:Program|BlockStatement)$/.test(type),
  )
  const lists = blocks.flatMap((node) => {
    const siblings = statementsOf(node)
    const members = siblings.filter((statement) => {
      const called = namesOfCall(callIn(statement)?.callee)
      return called.some((steps) => steps === name || steps.startsWith(`${name}.`))
    })
    return members.length > 0 ? [{ node, siblings, members }] : []
  })
  return lists.filter(({ node }) => {
    return !lists.some((other) => other.node !== node && allNodes(other.node).includes(node))
  })
}

function statementsOf(node: ASTNode): readonly ASTNode[] {
  if (node.type === 'Program') return node.body
  return node.type === 'BlockStatement' ? node.body : []
}

function isCall(node: ASTNode): boolean {
  return callIn(node) !== undefined
}

function callIn(
  statement: ASTNode,
): { readonly callee: ASTNode; readonly first: ASTNode | undefined } | undefined {
  if (statement.type !== 'ExpressionStatement') return undefined
  const { expression } = statement
  const inner =
    expression.type === 'AwaitExpression' || expression.type === 'UnaryExpression'
      ? expression.argument
      : expression
  if (inner?.type !== 'CallExpression') return undefined
  return { callee: inner.callee, first: inner.arguments[0] }
}

/** What a chain of calls begins with, as text: `app.route('/a').get(…)` calls `app.route`. */
function namesOfCall(callee: ASTNode | undefined): readonly string[] {
  if (callee === undefined) return []
  if (callee.type === 'CallExpression') return namesOfCall(callee.callee)
  const steps = stepsOf(callee)
  if (steps) return [steps.join('.')]
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'CallExpression') return []
  return namesOfCall(callee.object.callee)
}

function nextTo({ siblings, members }: FoundList, member: ASTNode): boolean {
  const next = siblings[siblings.indexOf(member) + 1]
  return next !== undefined && members.includes(next)
}

function isSpacedBelow({ source: { text }, siblings }: CodeList, member: ASTNode): boolean {
  const next = siblings[siblings.indexOf(member) + 1]
  return next !== undefined && hasBlankLine(text, spanOf(member, text), spanOf(next, text))
}

function bodyOf(node: ASTNode): readonly ASTNode[] {
  return node.type === 'ClassBody' ? node.body : []
}

function linesOf(
  { source: { text }, node, siblings }: CodeList,
  fragment?: Fragment,
  own?: number,
): SiblingLines {
  const spans = siblings.map((sibling, index): Span => {
    const { start, end } = spanOf(sibling, text)
    const isOwn = fragment !== undefined && index === own
    return { start: isOwn ? startWithLead(text, start, fragment) : start, end }
  })
  const directive = node.type === 'ClassBody' ? undefined : directivesOf(node).at(-1)
  const top = node.type === 'Program' ? 0 : lineEnd(text, (node.start ?? 0) + 1)
  const floor = directive?.end ?? top
  return { text, siblings: spans, floor }
}

function directivesOf(node: ASTNode): readonly ASTNode[] {
  return 'directives' in node ? (node.directives ?? []) : []
}
