import { settledBy, type TextPart } from '../text/text-merge.ts'
import { type KeyedList, keyedList, mergeLists } from '../three/merge-lists.ts'
import { mapThree, type Side, type Three } from '../three/three.ts'
import { type Chunk, type MemberLines, readChunks } from './chunks.ts'
import { type MemberList, readMembers, repeatedNames } from './read-members.ts'
import { uniteNames } from './unite-names.ts'

/**
 * Settles the conflicts in which both sides only added or changed members of one list: imports, or members of an
 * object, an array or a class. Both are kept; a member that both changed stays a conflict.
 */
export function lookAgain(parts: readonly TextPart[]): readonly TextPart[] {
  const read = readSides(parts)
  if (read === undefined) return parts
  const settled = parts.map((part, index): TextPart => {
    const text = part.kind === 'conflict' ? settleConflict(index, parts, read) : undefined
    return text === undefined ? part : { kind: 'settled', text }
  })
  return isSound(settledBy(settled, 'disk'), read) ? settled : parts
}

/** Whether a text can be parsed, and has no name twice that a side has once. */
function isSound(text: string, { disk, next }: ReadSides): boolean {
  const lists = readMembers(text)
  const known = [...repeatedNames(disk.lists), ...repeatedNames(next.lists)]
  return lists !== undefined && repeatedNames(lists).every((name) => known.includes(name))
}

type ReadSide = { readonly text: string; readonly lists: readonly MemberList[] }
type ReadSides = Readonly<Record<Side, ReadSide>>

/** The whole text of each side; undefined where one of them cannot be parsed. */
function readSides(parts: readonly TextPart[]): ReadSides | undefined {
  const [base, disk, next] = (['base', 'disk', 'next'] as const).map((side) => {
    const text = settledBy(parts, side)
    const lists = readMembers(text)
    return lists && { text, lists }
  })
  return base && disk && next && { base, disk, next }
}

function settleConflict(
  index: number,
  parts: readonly TextPart[],
  read: ReadSides,
): string | undefined {
  const linesOf = (side: Side) => {
    const start = settledBy(parts.slice(0, index), side).length
    const end = settledBy(parts.slice(0, index + 1), side).length
    return readChunks(read[side].text, read[side].lists, { start, end })
  }
  const [base, disk, next] = [linesOf('base'), linesOf('disk'), linesOf('next')]
  if (!base || !disk || !next || disk.list.kind !== next.list.kind) return undefined
  if (base.list.kind !== disk.list.kind || !areMergeable(disk, next)) return undefined
  const merged = mergeChunks({ base: keyed(base), disk: keyed(disk), next: keyed(next) })
  return merged && printChunks(merged, disk)
}

/** Of a module, only imports; and no member that is in the list already. */
function areMergeable(disk: MemberLines, next: MemberLines): boolean {
  const chunks = [...disk.chunks, ...next.chunks]
  const isModule = disk.list.kind === 'module'
  const own = disk.chunks.map(({ member }) => member)
  const others = disk.list.members.filter((member) => !own.includes(member))
  const isTaken = (key: string | undefined) =>
    key !== undefined && others.some((other) => other.key === key)
  return chunks.every(({ key }) => !isTaken(key) && (!isModule || key?.startsWith('import ')))
}

function keyed({ chunks }: MemberLines): KeyedList<Chunk> {
  return keyedList(chunks, (chunk) => chunk.key ?? `means ${meaningOf(chunk)}`)
}

function meaningOf({ text, from, to }: Chunk): string {
  return text.slice(from, to).replaceAll(/\s+/g, ' ')
}

/** Undefined where a side removed a member, or where both changed one. */
function mergeChunks(lists: Record<Side, KeyedList<Chunk>>): readonly Chunk[] | undefined {
  const isKept = [...lists.base.keys()].every((id) => lists.disk.has(id) && lists.next.has(id))
  let isSettled = isKept
  const merged = mergeLists(lists, (versions) => {
    const chosen = chooseChunk(versions)
    isSettled &&= chosen !== undefined
    return chosen
  })
  return isSettled ? merged : undefined
}

/** A member that both have, with what stands around it: comments are a part of neither side's member. */
function chooseChunk(versions: Three<Chunk>): Chunk | undefined {
  const { disk, next } = versions
  if (!disk || !next) return disk ?? next
  const chosen = chooseMember(versions)
  const before = chooseText(mapThree(versions, ({ text, from }) => text.slice(0, from)))
  const after = chooseText(mapThree(versions, ({ text, to }) => text.slice(to)))
  if (chosen === undefined || before === undefined || after === undefined) return undefined
  const text = before + chosen + after
  return { ...disk, text, from: before.length, to: before.length + chosen.length }
}

function chooseMember({ base, disk, next }: Three<Chunk>): string | undefined {
  if (!disk || !next) return undefined
  const [before, own, made] = [base && meaningOf(base), meaningOf(disk), meaningOf(next)]
  if (own === made || made === before) return memberIn(disk)
  return own === before ? memberIn(next) : uniteImports({ base, disk, next })
}

/** The text of the side that changed it; undefined where both did. A text of spaces alone says nothing. */
function chooseText({ base, disk = '', next = '' }: Three<string>): string | undefined {
  const [before = '', own, made] = [base?.trim(), disk.trim(), next.trim()]
  if (own === made || made === before) return disk
  return own === before ? next : undefined
}

function uniteImports({ base, disk, next }: Three<Chunk>): string | undefined {
  if (!disk?.key?.startsWith('import ') || !base || !next) return undefined
  return uniteNames({ base: memberIn(base), disk: memberIn(disk), next: memberIn(next) })
}

function memberIn({ text, from, to }: Chunk): string {
  return text.slice(from, to)
}

/** The lines of the members, with commas between them; the last one has a comma if the person's last one has. */
function printChunks(chunks: readonly Chunk[], disk: MemberLines): string {
  const { kind, members } = disk.list
  if (['module', 'class', 'interface'].includes(kind))
    return chunks.map(({ text }) => text).join('')
  const last = disk.chunks.at(-1)
  const endsList = last !== undefined && last.member === members.at(-1)
  const hasComma = !endsList || commaAfter(last) !== ''
  return chunks
    .map((chunk, index) => withComma(chunk, hasComma || index < chunks.length - 1))
    .join('')
}

function withComma(chunk: Chunk, isWanted: boolean): string {
  const rest = chunk.text.slice(chunk.to)
  const found = commaAfter(chunk)
  if (isWanted === (found !== '')) return chunk.text
  return chunk.text.slice(0, chunk.to) + (isWanted ? `,${rest}` : rest.slice(found.length))
}

function commaAfter({ text, to }: Chunk): string {
  return /^\s*,/.exec(text.slice(to))?.[0] ?? ''
}
