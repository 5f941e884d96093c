import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
} from 'jsonc-parser'
import {
  type ListPlace,
  type MemberPlace,
  meaningWithout,
  type NoPlace,
  printPath,
} from '../layout/list-place.ts'

/** Finds the array or the object at a path of a JSON with comments. A number in the path is a place in an array. */
export function readJsonList(content: string, path: readonly string[]): ListPlace | NoPlace {
  const errors: ParseError[] = []
  const tree = parseTree(content, errors, { allowTrailingComma: true })
  if (tree === undefined || errors.length > 0) return { problem: 'The file is not valid JSON.' }
  const node = findNodeAtLocation(tree, segmentsOf(tree, path))
  if (node === undefined) return { problem: `There is no ${printPath(path)}.`, isMissing: true }
  const { type } = node
  if (type !== 'array' && type !== 'object')
    return { problem: `There is no list and no object at ${printPath(path)}.` }
  return {
    kind: type,
    isFlow: true,
    start: node.offset,
    end: node.offset + node.length,
    members: (node.children ?? []).map(readMember),
    expands: expandsAll(tree, type, content),
    rest: meaningWithout(getNodeValue(tree), path),
  }
}

/** The segments of a path as the parser wants them: a place in an array is a number. */
function segmentsOf(tree: Node, path: readonly string[]): (string | number)[] {
  const segments: (string | number)[] = []
  for (const segment of path) {
    const isPlace = findNodeAtLocation(tree, segments)?.type === 'array' && /^\d+$/.test(segment)
    segments.push(isPlace ? Number(segment) : segment)
  }
  return segments
}

function readMember(child: Node): MemberPlace {
  const { offset: start, length } = child
  const [key, value] = child.type === 'property' ? (child.children ?? []) : [undefined, child]
  const name = key && String(key.value)
  return { start, end: start + length, name, value: value && getNodeValue(value) }
}

/** An object with a line for each member is usual, an array is not: without another one to look at, that decides. */
function expandsAll(tree: Node, kind: 'array' | 'object', content: string): boolean {
  const branches = branchesIn(tree).filter(({ type }) => type === kind)
  const isOpen = ({ offset, children }: Node) => {
    return content.slice(offset, children?.[0]?.offset).includes('\n')
  }
  return branches.length === 0 ? kind === 'object' : branches.every(isOpen)
}

function branchesIn(node: Node): readonly Node[] {
  const below = (node.children ?? []).flatMap(branchesIn)
  const isBranch = node.type === 'array' || node.type === 'object'
  return isBranch && below.length + (node.children?.length ?? 0) > 0 ? [node, ...below] : below
}
