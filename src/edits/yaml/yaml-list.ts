import {
  type CST,
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  type Node,
  parseDocument,
  stringify,
} from 'yaml'
import type { Span } from '../layout/gap.ts'
import {
  type ListPlace,
  type MemberPlace,
  meaningWithout,
  type NoPlace,
  printPath,
} from '../layout/list-place.ts'

/** Finds the list or the map at a path of a YAML. A number in the path is a place in a list. */
export function readYamlList(content: string, path: readonly string[]): ListPlace | NoPlace {
  const document = parseDocument(content, { keepSourceTokens: true, logLevel: 'error' })
  const { contents } = document
  const value = readValue(document)
  if (document.errors.length > 0 || value === undefined)
    return { problem: 'The file is not valid YAML.' }
  const found = follow(contents, path)
  if ('problem' in found) return found
  const rest = meaningWithout(value.of, path)
  const at = found.after ?? (path.length === 0 ? content.length : undefined)
  if (isEmpty(found.node) && at !== undefined)
    return { kind: 'nothing', isFlow: false, start: at, end: at, members: [], expands: true, rest }
  const members = isCollection(found.node) ? readMembers(found.node, content, document) : undefined
  if (members === undefined || !isCollection(found.node))
    return { problem: `There is no list and no map at ${printPath(path)}.` }
  const [start = 0, end = 0] = found.node.range ?? []
  const kind = isMap(found.node) ? 'object' : 'array'
  return { kind, isFlow: found.node.flow === true, start, end, members, expands: false, rest }
}

/** The only member that a text is, as a member of a map or as an element of a list; undefined if it is none. */
export function readYamlMember(
  text: string,
  kind: 'array' | 'object',
): Pick<MemberPlace, 'name' | 'value'> | undefined {
  const document = parseDocument(text, { logLevel: 'error' })
  const value = readValue(document)
  if (document.errors.length > 0 || value === undefined || document.contents === null)
    return undefined
  if (kind === 'array') return { name: undefined, value: value.of }
  const [pair, ...others] = isMap(document.contents) ? document.contents.items : []
  if (pair === undefined || others.length > 0 || !isScalar(pair.key)) return undefined
  return { name: String(pair.key.value), value: Object.values(Object(value.of))[0] }
}

/** A value on one line, as it is written between brackets; a member of a map with its key. */
export function printFlow({ name, value }: Pick<MemberPlace, 'name' | 'value'>): string {
  const printed = name === undefined ? value : { [name]: value }
  const flow = stringify(printed, { collectionStyle: 'flow', lineWidth: 0 }).trim()
  return name === undefined ? flow : flow.slice(1, -1).trim()
}

// The value is in an object, because a document may mean nothing at all.
function readValue(document: Document.Parsed): { readonly of: unknown } | undefined {
  try {
    return { of: document.toJS() }
  } catch {
    // Aliases that would expand to gigabytes.
    return undefined
  }
}

interface FoundNode {
  readonly node: unknown
  /** The end of the key of a value; undefined for the root. */
  readonly after: number | undefined
}

/** The node at a path, or why there is none. A change below an anchor would change every alias of it, too. */
function follow(root: unknown, path: readonly string[]): FoundNode | NoPlace {
  let found: FoundNode = { node: root, after: undefined }
  for (const segment of path) {
    const next = childOf(found.node, segment)
    if (next === undefined) return { problem: `There is no ${printPath(path)}.`, isMissing: true }
    found = next
    if (isNode(next.node) && 'anchor' in next.node && next.node.anchor !== undefined)
      return {
        problem: `The anchor "${next.node.anchor}" puts ${printPath(path)} in other places, too.`,
      }
  }
  return found
}

function childOf(node: unknown, segment: string): FoundNode | undefined {
  if (!isCollection(node)) return undefined
  if (!isMap(node)) {
    const item = /^\d+$/.test(segment) ? node.items[Number(segment)] : undefined
    return isNode(item) ? { node: item, after: undefined } : undefined
  }
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === segment)
  const colon = pair?.srcToken?.sep?.find(({ type }) => type === 'map-value-ind')
  return pair && { node: pair.value, after: colon && colon.offset + 1 }
}

function isEmpty(node: unknown): boolean {
  return node === null || (isScalar(node) && node.source === '' && node.type === 'PLAIN')
}

/** Undefined where a member cannot be found in the text. */
function readMembers(
  node: Node,
  content: string,
  document: Document,
): readonly MemberPlace[] | undefined {
  if (!isCollection(node)) return undefined
  const { srcToken } = node
  const tokens = srcToken && 'items' in srcToken ? srcToken.items.filter(isMember) : []
  if (tokens.length !== node.items.length) return undefined
  return node.items.map((item, at) => {
    const [key, value] = isPair(item) ? [item.key, item.value] : [undefined, item]
    const name = key === undefined ? undefined : isScalar(key) ? String(key.value) : String(key)
    const span = spanOf(tokens[at], { key, value, content })
    return { ...span, name, value: isNode(value) ? value.toJS(document) : value }
  })
}

/** A list of tokens ends with what stands behind the last member. */
function isMember({ key, sep, value, start }: CST.CollectionItem): boolean {
  const dash = start.some(({ type }) => type === 'seq-item-ind' || type === 'explicit-key-ind')
  return key != null || sep !== undefined || value !== undefined || dash
}

interface ItemNodes {
  readonly key: unknown
  readonly value: unknown
  readonly content: string
}

function spanOf(token: CST.CollectionItem | undefined, { key, value, content }: ItemNodes): Span {
  const { start = [], sep = [], key: keyToken, value: valueToken } = token ?? {}
  const tokens = [...start, keyToken, ...sep, valueToken].filter(isPresent).filter(isText)
  const marks = [...start, ...sep].filter(isText)
  const last = marks.at(-1)
  const marksEnd = last ? last.offset + last.source.length : 0
  const end = Math.max(marksEnd, endOf(key, content), endOf(value, content))
  return { start: tokens[0]?.offset ?? 0, end }
}

function isPresent<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined
}

function isText({ type }: CST.Token): boolean {
  return !['space', 'comment', 'newline', 'comma'].includes(type)
}

// A block scalar ends with its lines; only `+` keeps the empty ones at its end.
function endOf(node: unknown, content: string): number {
  if (!isNode(node) || isEmpty(node)) return 0
  const [start = 0, end = 0] = node.range ?? []
  const text = content.slice(start, end)
  const isKept = /^[|>]\S*\+/.test(content.slice(lastLeafStart(node) ?? end, end))
  return start + (isKept ? text.replace(/\r?\n$/, '') : text.trimEnd()).length
}

function lastLeafStart(node: unknown): number | undefined {
  if (isPair(node)) return lastLeafStart(node.value)
  return isCollection(node)
    ? lastLeafStart(node.items.at(-1))
    : isNode(node)
      ? node.range?.[0]
      : undefined
}
