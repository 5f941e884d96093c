import { displayWidth } from '../../edits/layout/display-width.ts'
import { beginsLine, indentAt, lineBreakAt, lineEnd, lineStart } from '../data/splices.ts'
import { identifying, meaningOf } from './code-meaning.ts'
import { type ASTNode, codeOf, spanOf } from './code-source.ts'
import type { Fragment } from './fragment.ts'
import type { CodeList, MemberIndex, MemberShape, MemberSplices } from './insert-member.ts'
import { findNamed, stepsOf } from './named-parts.ts'
import { addSibling, indented, removeSibling, type SiblingLines } from './sibling-lines.ts'

/** An element: its children are found by what they mean. */
export const jsxShape: MemberShape = {
  what: 'element',
  member: 'element of JSX',
  wrapping: {
    open: '<>',
    close: '</>',
    membersIn: (program) => {
      const [statement] = program.body
      const children =
        statement?.type === 'ExpressionStatement' ? childrenIn(statement.expression) : []
      // Text becomes one with the text beside it, and cannot be found again.
      return children.some(({ type }) => type === 'JSXText') ? [] : children
    },
  },
  find: (source, name) => {
    const all = findNamed(source, name, ['JSXElement'])
    const open = all.filter((node) => !closesItself(node))
    const found = open.length > 0 ? open : all.slice(0, 1)
    return found.map((node) => ({ node, siblings: childrenIn(node), members: childrenIn(node) }))
  },
  siblingsIn: childrenIn,
  identityOf: identityOfElement,
  namesOf: (node, text) => {
    const span = spanOf(node, text)
    if (node.type !== 'JSXElement') return [text.slice(span.start, span.end)]
    const values = identifiers(node).flatMap(({ value }) => (value ? [codeOf(value, text)] : []))
    return [
      stepsOf(node.openingElement.name)?.join('.') ?? '',
      ...values.map((value) => value.replaceAll(/^["']|["']$/g, '')),
      ...childrenIn(node).map((child) => codeOf(child, text).trim()),
    ]
  },
  add: addChild,
  remove: removeChild,
  misfit: (name) => `The element "${name}" closes itself, so it has no children.`,
}

function closesItself(node: ASTNode): boolean {
  return node.type === 'JSXElement' && node.openingElement.selfClosing === true
}

/** The children that show something. */
function childrenIn(node: ASTNode): readonly ASTNode[] {
  const children = node.type === 'JSXElement' || node.type === 'JSXFragment' ? node.children : []
  return (children ?? []).filter((child) => child.type !== 'JSXText' || child.value.trim() !== '')
}

type JsxElement = ASTNode & { readonly type: 'JSXElement' }

/** The attributes that say which of several elements one is. */
function identifiers({ openingElement }: JsxElement) {
  return (openingElement.attributes ?? []).flatMap((attribute) => {
    const isPlain = attribute.type === 'JSXAttribute' && attribute.name.type === 'JSXIdentifier'
    return isPlain && identifying.includes(String(attribute.name.name))
      ? [{ name: String(attribute.name.name), value: attribute.value ?? undefined }]
      : []
  })
}

/** `<Toaster />` is there once, however it is configured; `<Link href="/a">` once for its address. */
function identityOfElement(node: ASTNode): string | undefined {
  if (node.type !== 'JSXElement') return undefined
  const name = stepsOf(node.openingElement.name)?.join('.')
  if (name === undefined) return undefined
  const [own] = identifiers(node)
  if (own) return `${name} ${own.name} ${own.value ? meaningOf(own.value) : ''}`
  return /^[A-Z]/.test(name) && closesItself(node) ? name : undefined
}

function addChild(list: CodeList, place: MemberIndex, fragment: Fragment): MemberSplices {
  const { node, siblings } = list
  const { text } = list.source
  if (closesItself(node)) return undefined
  if (siblings.length === 0) return addAlone(list, fragment)
  const { index, follows } = place
  const added = addSibling(linesOf(list), index, { ...fragment, follows, isSpaced: false })
  const [previous, next] = [siblings[index - 1], siblings[index]]
  const neighbour = previous && (follows || !next) ? previous : next
  if (neighbour === undefined) return undefined
  const span = spanOf(neighbour, text)
  const isOnLine = neighbour === previous ? isLast(list, span.end) : beginsLine(text, span.start)
  if (added && isOnLine) return added
  const at = neighbour === previous ? span.end : span.start
  return [{ start: at, end: at, text: flatAt(list, fragment, at) }]
}

/** Into an element without children: on its line where there is place, else on a line below it. */
function addAlone(list: CodeList, fragment: Fragment) {
  const { start, end } = innerOf(list)
  const { text } = list.source
  const [margin, lineBreak] = [indentAt(text, start), lineBreakAt(text, start)]
  const lines = indented(fragment.lines, childMargin(list), lineBreak)
  if (text.slice(start, end).includes('\n')) {
    const at = lineEnd(text, start)
    return [{ start: at, end: at, text: lines }]
  }
  const added = isLong(list, fragment)
    ? `${lines}${lineBreak}${margin}`
    : flatAt(list, fragment, start)
  return [{ start, end: start, text: added }]
}

function removeChild(list: CodeList, index: number, fragment: Fragment): MemberSplices {
  const { node, siblings } = list
  const { text } = list.source
  const own = siblings[index]
  if (own === undefined || node.type !== 'JSXElement') return []
  const span = spanOf(own, text)
  const inner = innerOf(list)
  const isAlone = siblings.length === 1
  if (isAlone && isLong(list, fragment)) return [{ ...inner, text: '' }]
  const isOnLine = beginsLine(text, span.start) && isLast(list, span.end)
  return isOnLine ? removeSibling(linesOf(list), index) : [{ ...span, text: '' }]
}

/** Whether a child cannot be on the line of an element that has no others. */
function isLong(list: CodeList, { lines }: Fragment): boolean {
  const { start, end } = innerOf(list)
  const { text } = list.source
  const line = text.slice(lineStart(text, start), start) + lines.join('\n')
  const rest = text.slice(end, lineEnd(text, end))
  return lines.length > 1 || displayWidth(line + rest) > lineWidth
}

const lineWidth = 100

/** What is between the two tags. */
function innerOf({ node }: CodeList) {
  if (node.type !== 'JSXElement') return { start: 0, end: 0 }
  return { start: node.openingElement.end ?? 0, end: node.closingElement?.start ?? 0 }
}

/** Whether nothing more is on the line. */
function isLast({ source: { text } }: CodeList, at: number): boolean {
  return text.slice(at, lineEnd(text, at)).trim() === ''
}

function childMargin({ source: { text }, style, node }: CodeList): string {
  return indentAt(text, node.start ?? 0) + (style.unit ?? '  ')
}

function flatAt({ source: { text } }: CodeList, { lines }: Fragment, at: number): string {
  return lines.join(lineBreakAt(text, at) + indentAt(text, at))
}

function linesOf(list: CodeList): SiblingLines {
  const { text } = list.source
  const siblings = list.siblings.map((child) => spanOf(child, text))
  return { text, siblings, floor: innerOf(list).start }
}
