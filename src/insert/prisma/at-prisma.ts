import type { Inserted, Insertion } from '../../model/generated/insertion.ts'
import { unitOf } from '../code/code-style.ts'
import { reindent } from '../code/fragment.ts'
import {
  addSibling,
  attachedStart,
  indented,
  removeSibling,
  type SiblingLines,
} from '../code/sibling-lines.ts'
import { chooseIndex } from '../data/choose-index.ts'
import { indentAt, lineBreakAt, lineEnd, type Splice, spliceText } from '../data/splices.ts'
import { alignField } from './align-field.ts'
import { type PrismaBlock, type PrismaField, readBlocks } from './prisma-blocks.ts'

/** An insertion into a Prisma schema. */
export type PrismaInsertion = Extract<Insertion, { readonly anchor: 'model' | 'field' }>

/** Inserts a block, or a line of one, into a Prisma schema. */
export function insertPrisma(text: string, insertion: PrismaInsertion): Inserted {
  const blocks = readBlocks(text)
  if (blocks === undefined) return unable('The Prisma schema cannot be read.')
  if (insertion.anchor === 'field') return insertField(text, blocks, insertion)
  const wanted = readModel(insertion.text)
  if (wanted === undefined) return unable('The text is not one block of a Prisma schema.')
  const present = blocks.find(({ name }) => name === wanted.block.name)
  if (present) return { outcome: isSameBlock(present, wanted.block) ? 'already' : 'differs' }
  const lines = reindent(wanted.lines, unitOf(text))
  const list = blockLines(text, blocks)
  const lineBreak = lineBreakAt(text, text.length)
  const splices =
    list.siblings.length === 0
      ? [insertAt(text.length, indented(lines, '', lineBreak).slice(lineBreak.length) + lineBreak)]
      : addSibling(list, list.siblings.length, { lines, follows: true, isSpaced: true })
  if (splices === undefined) return unable('The end of the Prisma schema has no line for it.')
  const changed = spliceText(text, splices)
  assertBlocks([...blocks, wanted.block], changed)
  return { outcome: 'applied', text: changed }
}

/** Takes out what insertPrisma inserted. */
export function takeOutPrisma(text: string, insertion: PrismaInsertion): Inserted {
  const blocks = readBlocks(text)
  if (blocks === undefined) return unable('The Prisma schema cannot be read.')
  if (insertion.anchor === 'field') return takeOutField(text, blocks, insertion)
  const wanted = readModel(insertion.text)
  if (wanted === undefined) return unable('The text is not one block of a Prisma schema.')
  const index = blocks.findIndex(({ name }) => name === wanted.block.name)
  const present = blocks[index]
  if (present === undefined) return { outcome: 'already' }
  if (!isSameBlock(present, wanted.block)) return { outcome: 'differs' }
  const own = { ...present, start: startWithComments(text, present.start, wanted.comments) }
  const list = blockLines(text, blocks.with(index, own))
  const splices = removeSibling(list, list.siblings.indexOf(own))
  const isNoted = countOf(text.slice(own.start, own.end)) > countOf(wanted.lines.join('\n'))
  if (splices === undefined || isNoted) return { outcome: 'differs' }
  const changed = spliceText(text, splices)
  assertBlocks(blocks.toSpliced(index, 1), changed)
  return { outcome: 'applied', text: changed }
}

type FieldInsertion = Extract<PrismaInsertion, { readonly anchor: 'field' }>

function insertField(
  text: string,
  blocks: readonly PrismaBlock[],
  insertion: FieldInsertion,
): Inserted {
  const wanted = readField(insertion.text)
  if (wanted === undefined) return unable('The text is not one line of a Prisma model.')
  const block = blocks.find(({ name }) => name === insertion.name)
  if (block === undefined) return unable(`There is no model "${insertion.name}".`)
  const { fields } = block
  const present = findField(fields, wanted.field)
  if (present) return { outcome: present.code === wanted.field.code ? 'already' : 'differs' }
  const isNamed = insertion.before !== undefined || insertion.after !== undefined
  // The attributes of the block stay behind its fields.
  const isInFields = !isNamed && !wanted.field.code.startsWith('@@')
  const firstAttribute = fields.findIndex(({ code }) => code.startsWith('@@'))
  const counted = isInFields && firstAttribute >= 0 ? fields.slice(0, firstAttribute) : fields
  const index = chooseIndex(
    counted.map(({ name, code }) => [name, code]),
    insertion,
  )
  if (typeof index !== 'number') return unable(index.problem)
  const follows = insertion.before === undefined && index > 0
  const isSpaced = wanted.field.code.startsWith('@@') && !fields.at(-1)?.code.startsWith('@@')
  const lines = [...wanted.comments, alignField(text, wanted.field.code, { fields, index })]
  const list = fieldLines(text, block)
  const splices =
    fields.length === 0
      ? addAlone(text, block, lines)
      : addSibling(list, index, { lines, follows, isSpaced })
  if (splices === undefined)
    return unable(`The lines of the model "${insertion.name}" hold more than one field.`)
  const changed = spliceText(text, splices)
  const larger = { ...block, fields: fields.toSpliced(index, 0, wanted.field) }
  assertBlocks(blocks.with(blocks.indexOf(block), larger), changed)
  return { outcome: 'applied', text: changed }
}

function takeOutField(
  text: string,
  blocks: readonly PrismaBlock[],
  insertion: FieldInsertion,
): Inserted {
  const wanted = readField(insertion.text)
  if (wanted === undefined) return unable('The text is not one line of a Prisma model.')
  const block = blocks.find(({ name }) => name === insertion.name)
  const present = block && findField(block.fields, wanted.field)
  if (block === undefined || present === undefined) return { outcome: 'already' }
  if (present.code !== wanted.field.code) return { outcome: 'differs' }
  const index = block.fields.indexOf(present)
  const start = startWithComments(text, present.start, wanted.comments)
  const fields = block.fields.with(index, { ...present, start })
  const splices = removeSibling(fieldLines(text, { ...block, fields }), index)
  if (splices === undefined) return { outcome: 'differs' }
  const changed = spliceText(text, splices)
  const smaller = { ...block, fields: block.fields.toSpliced(index, 1) }
  assertBlocks(blocks.with(blocks.indexOf(block), smaller), changed)
  return { outcome: 'applied', text: changed }
}

function unable(why: string): Inserted {
  return { outcome: 'unable', why }
}

function readModel(text: string) {
  const plain = text.replaceAll('\r\n', '\n').trim()
  const [block, other] = readBlocks(plain) ?? []
  if (block === undefined || other !== undefined || block.end !== plain.length) return undefined
  return { block, lines: plain.split('\n'), comments: commentsIn(plain.slice(0, block.start)) }
}

function readField(text: string) {
  const plain = text.replaceAll('\r\n', '\n').trim()
  const open = 'model A {\n'
  const [block] = readBlocks(`${open}${plain}\n}`) ?? []
  const [field, other] = block?.fields ?? []
  if (field === undefined || other !== undefined) return undefined
  const comments = commentsIn(plain.slice(0, field.start - open.length))
  return field.end === open.length + plain.length ? { field, comments } : undefined
}

function commentsIn(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '')
}

/** A field has its name once; an attribute that may be repeated is itself. */
function findField(fields: readonly PrismaField[], wanted: PrismaField): PrismaField | undefined {
  const isRepeatable = /^@@(?:index|unique|fulltext)\b/.test(wanted.code)
  const same = fields.find(({ code }) => code === wanted.code)
  return same ?? (isRepeatable ? undefined : fields.find(({ name }) => name === wanted.name))
}

function isSameBlock(one: PrismaBlock, other: PrismaBlock): boolean {
  return printBlocks([one]) === printBlocks([other])
}

/** The blocks, and the comments between them that are not about the block below. */
function blockLines(text: string, blocks: readonly PrismaBlock[]): SiblingLines {
  const siblings = [...blocks, undefined].flatMap((block, at) => {
    const from = blocks[at - 1]?.end ?? 0
    const to = block ? attachedStart(text, from, block.start) : text.length
    const comment = text.slice(from, to).trim()
    const start = comment === '' ? to : text.indexOf(comment, from)
    const own = comment === '' ? [] : [{ start, end: start + comment.length }]
    return block ? [...own, block] : own
  })
  return { text, floor: 0, siblings }
}

function fieldLines(text: string, { open, fields }: PrismaBlock): SiblingLines {
  return { text, floor: lineEnd(text, open), siblings: fields }
}

/** Into a block without lines: below its comments. */
function addAlone(text: string, { start, open, end }: PrismaBlock, lines: readonly string[]) {
  const [margin, lineBreak] = [indentAt(text, start), lineBreakAt(text, start)]
  const added = indented(lines, margin + (unitOf(text) ?? '  '), lineBreak)
  const at = open + text.slice(open, end - 1).trimEnd().length
  const isClosed = text.slice(at, end).includes('\n')
  return isClosed ? [insertAt(at, added)] : [{ start: at, end: end - 1, text: added + lineBreak }]
}

function insertAt(at: number, text: string): Splice {
  return { start: at, end: at, text }
}

/** Where something begins with the comments that the insertion has above it. */
function startWithComments(text: string, start: number, comments: readonly string[]): number {
  let from = start
  for (const comment of comments.toReversed()) {
    const before = text.slice(0, from).trimEnd()
    if (!before.endsWith(comment)) return start
    from = before.length - comment.length
  }
  return from
}

function countOf(text: string): number {
  return text.split('//').length
}

/** The schema must have exactly these blocks. */
function assertBlocks(expected: readonly PrismaBlock[], changed: string): void {
  const blocks = readBlocks(changed)
  if (blocks === undefined || printBlocks(blocks) !== printBlocks(expected))
    throw new Error(`Inserting broke the Prisma schema:\n${changed}`)
}

function printBlocks(blocks: readonly PrismaBlock[]): string {
  return JSON.stringify(
    blocks.map(({ keyword, name, fields }) => [keyword, name, ...fields.map(({ code }) => code)]),
  )
}
