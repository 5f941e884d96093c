import type { Inserted, NamedAnchor } from '../../model/generated/insertion.ts'
import { chooseIndex } from '../data/choose-index.ts'
import { lineBreakAt, type Splice, spliceText } from '../data/splices.ts'
import { meaningOf } from './code-meaning.ts'
import { type ASTNode, allNodes, type CodeSource, readCode } from './code-source.ts'
import { type CodeStyle, styleOf } from './code-style.ts'
import { type Fragment, readFragment, type Wrapping, withTemplateBreaks } from './fragment.ts'

/** A thing with members, and which of them count for the anchor. */
export type CodeList = {
  readonly source: CodeSource
  readonly style: CodeStyle
  readonly node: ASTNode
  /** All that is in it. */
  readonly siblings: readonly ASTNode[]
  /** Those that may have to be found: of the statements of a block, the calls. */
  readonly members: readonly ASTNode[]
}

export type FoundList = Pick<CodeList, 'node' | 'siblings' | 'members'>

/** How one kind of thing with members is read and written. */
export type MemberShape = {
  /** `array`, as a sentence says it. */
  readonly what: string
  /** What the text has to be: `element of an array`. */
  readonly member: string
  readonly wrapping: Wrapping
  readonly find: (source: CodeSource, name: string) => readonly FoundList[]
  readonly siblingsIn: (node: ASTNode) => readonly ASTNode[]
  /** What is there once, however it is written. */
  readonly identityOf: (node: ASTNode) => string | undefined
  /** What `before` and `after` may say. */
  readonly namesOf: (node: ASTNode, text: string) => readonly string[]
  /** Before the sibling at an index. Undefined where there is no line for it. */
  readonly add: (list: CodeList, place: MemberIndex, fragment: Fragment) => MemberSplices
  /** Undefined where the person wrote something at it. */
  readonly remove: (list: CodeList, index: number, fragment: Fragment) => MemberSplices
  /** Why there is no place, as a sentence. */
  readonly misfit: (name: string) => string
}

export type MemberIndex = {
  readonly index: number
  /** Whether it belongs to the sibling before it, not to the one behind it. */
  readonly follows: boolean
}

export type MemberSplices = readonly Splice[] | undefined

export function insertMember(
  text: string,
  insertion: NamedAnchor & { readonly text: string },
  shape: MemberShape,
): Inserted {
  const read = readBoth(text, insertion, shape)
  if ('why' in read) return { outcome: 'unable', why: read.why }
  const { lists, fragment, source, style } = read
  const [found, second] = lists
  const { name } = insertion
  if (found === undefined) return unable(`There is no ${shape.what} "${name}".`)
  if (second !== undefined) return unable(`There is more than one ${shape.what} "${name}".`)
  const list = { ...found, source, style }
  const present = findMember(list.siblings, fragment.node, shape)
  if (present) return { outcome: isSame(present, fragment.node) ? 'already' : 'differs' }
  const chosen = chooseIndex(
    list.members.map((member) => shape.namesOf(member, text)),
    insertion,
  )
  if (typeof chosen !== 'number') return unable(chosen.problem)
  const place = siblingIndex(list, chosen, insertion.before === undefined && chosen > 0)
  const splices = shape.add(list, place, fragment)
  if (splices === undefined) return unable(shape.misfit(name))
  const changed = change(list, splices)
  assertOnly({ shape, fragment, smaller: list, larger: changed }, place.index)
  return { outcome: 'applied', text: changed }
}

export function takeOutMember(
  text: string,
  insertion: NamedAnchor & { readonly text: string },
  shape: MemberShape,
): Inserted {
  const read = readBoth(text, insertion, shape)
  if ('why' in read) return { outcome: 'unable', why: read.why }
  const { lists, fragment, source, style } = read
  const holding = lists.flatMap((list) => {
    const present = findMember(list.siblings, fragment.node, shape)
    return present ? [{ list: { ...list, source, style }, present }] : []
  })
  const same = holding.filter(({ present }) => isSame(present, fragment.node))
  const [own, second] = same
  if (own === undefined) return { outcome: holding.length === 0 ? 'already' : 'differs' }
  if (second !== undefined)
    return unable(`More than one ${shape.what} "${insertion.name}" has what was inserted.`)
  const { list, present } = own
  const index = list.siblings.indexOf(present)
  const splices = shape.remove(list, index, fragment)
  if (splices === undefined) return { outcome: 'differs' }
  const changed = change(list, splices)
  const after = readCode(changed)
  const smaller = after && sameNode(after, list.node)
  if (after === undefined || smaller === undefined)
    throw new Error(`Taking out of the ${shape.what} "${insertion.name}" broke the file.`)
  const siblings = shape.siblingsIn(smaller)
  assertOnly(
    { shape, fragment, smaller: { source: after, node: smaller, siblings }, larger: text },
    index,
  )
  return { outcome: 'applied', text: changed }
}

export function unable(why: string): Inserted {
  return { outcome: 'unable', why }
}

/** The text with the splices, whose line breaks are those of the file. */
export function change({ source: { text } }: Pick<CodeList, 'source'>, splices: readonly Splice[]) {
  const lineBreak = lineBreakAt(text, splices[0]?.start ?? 0)
  return spliceText(text, withTemplateBreaks(splices, lineBreak))
}

type ReadMember = {
  readonly lists: readonly FoundList[]
  readonly fragment: Fragment
  readonly source: CodeSource
  readonly style: CodeStyle
}

function readBoth(
  text: string,
  insertion: NamedAnchor & { readonly text: string },
  shape: MemberShape,
): ReadMember | { readonly why: string } {
  const source = readCode(text)
  if (source === undefined) return { why: 'The file cannot be parsed.' }
  const style = styleOf(source)
  const fragment = readFragment(insertion.text, shape.wrapping, style)
  if (fragment === undefined) return { why: `The text is not one ${shape.member}.` }
  return { lists: shape.find(source, insertion.name), fragment, source, style }
}

/**
 * The last one that means the same; else the only one with the same identity. It is looked for among all siblings, because
 * the text beside calls of `server.on` may call something else.
 */
function findMember(
  siblings: readonly ASTNode[],
  wanted: ASTNode,
  { identityOf }: MemberShape,
): ASTNode | undefined {
  const same = siblings.findLast((sibling) => isSame(sibling, wanted))
  const identity = identityOf(wanted)
  if (same || identity === undefined) return same
  const [one, other] = siblings.filter((sibling) => identityOf(sibling) === identity)
  return other === undefined ? one : undefined
}

function isSame(one: ASTNode, other: ASTNode): boolean {
  return meaningOf(one) === meaningOf(other)
}

function siblingIndex(
  { siblings, members }: FoundList,
  chosen: number,
  follows: boolean,
): MemberIndex {
  const neighbour = members[follows ? chosen - 1 : chosen]
  if (neighbour === undefined) return { index: follows ? siblings.length : 0, follows }
  return { index: siblings.indexOf(neighbour) + (follows ? 1 : 0), follows }
}

type AddedMember = {
  readonly shape: MemberShape
  readonly fragment: Fragment
  readonly smaller: Pick<CodeList, 'source' | 'node' | 'siblings'>
  readonly larger: string
}

/** Two texts may differ in one member and in nothing else. */
function assertOnly({ shape, fragment, smaller, larger }: AddedMember, index: number): void {
  const source = readCode(larger)
  const node = source && sameNode(source, smaller.node)
  const wanted = smaller.siblings.map((member) => meaningOf(member))
  const expected = wanted.toSpliced(index, 0, meaningOf(fragment.node))
  const isRight =
    source !== undefined &&
    node !== undefined &&
    meaningOf(source.program, node) === meaningOf(smaller.source.program, smaller.node) &&
    shape
      .siblingsIn(node)
      .map((member) => meaningOf(member))
      .join() === expected.join()
  if (!isRight) throw new Error(`Inserting into the ${shape.what} broke the file:\n${larger}`)
}

/** The node of the same type that begins at the same place. */
function sameNode({ program }: CodeSource, { type, start }: ASTNode): ASTNode | undefined {
  if (type === 'Program') return program
  return allNodes(program).find((node) => node.type === type && node.start === start)
}
