import type { ListPlace, MemberPlace, NoPlace } from '../../edits/layout/list-place.ts'
import type { Inserted, Position } from '../../model/generated/insertion.ts'
import { addToBlock, removeFromBlock } from './block-members.ts'
import { chooseIndex } from './choose-index.ts'
import { addToFlow, type FlowList, removeFromFlow } from './flow-members.ts'
import { hasComment } from './flow-trivia.ts'
import { formatOf, type NewMember, type PathFormat } from './path-format.ts'
import { type Splice, spliceText } from './splices.ts'

/** Something to insert at a path of a JSON or a YAML. */
export interface AtPath extends Position {
  readonly file: string
  readonly text: string
  readonly path: readonly string[]
}

/** Adds a member to the object, or an element to the list, at a path. */
export function insertAtPath(content: string, insertion: AtPath): Inserted {
  const read = readBoth(content, insertion)
  if ('problem' in read) return { outcome: 'unable', why: read.problem }
  const { format, place, member } = read
  const found = findMember(place, member)
  if (found) return { outcome: means(found, member) ? 'already' : 'differs' }
  const index = chooseIndex(
    place.members.map((own) => namesOf(own, content)),
    insertion,
  )
  if (typeof index !== 'number') return { outcome: 'unable', why: index.problem }
  const layout = format.layOut(member, content, place)
  const list = flowListOf(content, read)
  const splices = list
    ? addToFlow(list, index, layout)
    : addToBlock({ text: content, place }, index, layout.lines)
  const text = spliceText(content, splices)
  assertOnly({ format, insertion, smaller: place, larger: text }, member)
  return { outcome: 'applied', text }
}

/** Removes the member that insertAtPath added, wherever it is now. */
export function takeOutAtPath(content: string, insertion: AtPath): Inserted {
  const read = readBoth(content, insertion)
  if ('problem' in read)
    return read.isMissing ? { outcome: 'already' } : { outcome: 'unable', why: read.problem }
  const { format, place, member } = read
  const found = findMember(place, member)
  if (found === undefined) return { outcome: 'already' }
  if (!means(found, member)) return { outcome: 'differs' }
  const index = place.members.indexOf(found)
  const splices = remove(content, read, index)
  if (splices === undefined) return { outcome: 'differs' }
  const text = spliceText(content, splices)
  const smaller = format.readList(text, insertion.path)
  if ('problem' in smaller)
    throw new Error(`Taking out broke ${insertion.file}: ${smaller.problem}`)
  assertOnly({ format, insertion, smaller, larger: content }, member)
  return { outcome: 'applied', text }
}

interface ReadPath {
  readonly format: PathFormat
  readonly place: ListPlace
  readonly member: NewMember
}

function readBoth(content: string, { file, path, text }: AtPath): ReadPath | NoPlace {
  const format = formatOf(file)
  const place = format.readList(content, path)
  if ('problem' in place) return place
  const kind = place.kind === 'nothing' ? kindOf(text, format) : place.kind
  const member = format.readMember(text, kind)
  const what = kind === 'array' ? 'element of a list' : 'member of an object'
  if (member === undefined) return { problem: `The text is not one ${what}.` }
  return { format, place, member }
}

/** What a key without a value becomes. */
function kindOf(text: string, { readMember }: PathFormat): 'array' | 'object' {
  return !text.startsWith('- ') && readMember(text, 'object') ? 'object' : 'array'
}

/** The member with the same key; in a list the last one that means the same, or has the same name. */
function findMember({ kind, members }: ListPlace, member: NewMember): MemberPlace | undefined {
  if (kind === 'object') return members.find(({ name }) => name === member.name)
  const identity = identityOf(member.value)
  const isNamesake = ({ value }: MemberPlace) =>
    identity !== undefined && identityOf(value) === identity
  return members.findLast((own) => means(own, member)) ?? members.find(isNamesake)
}

function means({ value }: MemberPlace, member: NewMember): boolean {
  return meaningOf(value) === meaningOf(member.value)
}

/** The order of keys does not count: many people sort them. */
function meaningOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1))
  })
}

/** What identifies an object in a list. */
function identityOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { name, id }: { name?: unknown; id?: unknown } = value
  const identity = name ?? id
  return typeof identity === 'string' ? identity : undefined
}

/** What a member is called by `before` and `after`: its key, its text, or its name. */
function namesOf({ name, value, start, end }: MemberPlace, content: string): readonly string[] {
  if (name !== undefined) return [name]
  const identity = identityOf(value)
  const text = content.slice(start, end).replace(/^- +/, '')
  const scalar = typeof value === 'object' ? identity : String(value)
  return scalar === undefined ? [text] : [text, scalar]
}

function remove(
  content: string,
  { format, place, member }: ReadPath,
  index: number,
): readonly Splice[] | undefined {
  const list = flowListOf(content, { format, place })
  const own = content.slice(place.members[index]?.start, place.members[index]?.end)
  if (list && hasComment(own) && !hasComment(member.text)) return undefined
  if (list) return removeFromFlow(list, index)
  return removeFromBlock({ text: content, place }, index, member.text)
}

function flowListOf(
  text: string,
  { format, place }: Pick<ReadPath, 'format' | 'place'>,
): FlowList | undefined {
  const { kind, isFlow } = place
  if (kind === 'nothing' || !isFlow) return undefined
  return { ...place, kind, text, unit: format.unitOf(text) }
}

interface MemberChange {
  readonly format: PathFormat
  readonly insertion: AtPath
  readonly smaller: ListPlace
  readonly larger: string
}

/** Two texts may differ in one member and in nothing else. */
function assertOnly({ format, insertion, smaller, larger }: MemberChange, member: NewMember): void {
  const place = format.readList(larger, insertion.path)
  const isRight =
    !('problem' in place) &&
    place.rest === smaller.rest &&
    place.members.some((_, at) => {
      const [own] = place.members.slice(at)
      return (
        own &&
        own.name === member.name &&
        means(own, member) &&
        sameMembers(place.members.toSpliced(at, 1), smaller.members)
      )
    })
  if (!isRight) throw new Error(`Inserting at ${insertion.path.join('.')} broke ${insertion.file}.`)
}

function sameMembers(one: readonly MemberPlace[], other: readonly MemberPlace[]): boolean {
  const valuesOf = (members: readonly MemberPlace[]) =>
    JSON.stringify(members.map(({ name, value }) => [name, value]))
  return valuesOf(one) === valuesOf(other)
}
