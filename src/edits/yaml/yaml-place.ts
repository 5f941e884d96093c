import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml'

/** Where a value is in a text. Lines from 1. */
export type ValuePlace = {
  /** The line of its key, or of its value in a list. */
  readonly line: number
  /** The first line of a text that is written line by line below its key; undefined for any other value. */
  readonly textLine: number | undefined
}

/** The place of a value in a YAML text, or of its nearest existing parent; else the first line. */
export function yamlPlace(content: string, path: readonly (string | number)[]): ValuePlace {
  let node: unknown = parseDocument(content).contents
  let line = 1
  for (const key of path) {
    const found = memberOf(node, key)
    if (found === undefined) break
    line = lineAt(content, found.at)
    node = found.value
  }
  const block = isScalar(node) && /^BLOCK_/.test(node.type ?? '') ? startOf(node) : undefined
  return { line, textLine: block === undefined ? undefined : lineAt(content, block) + 1 }
}

type FoundMember = { readonly at: number; readonly value: unknown }

function memberOf(node: unknown, key: string | number): FoundMember | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key: own }) => isScalar(own) && own.value === key)
    return pair && { at: startOf(pair.key), value: pair.value }
  }
  const item = isSeq(node) && typeof key === 'number' ? node.items[key] : undefined
  return item === undefined ? undefined : { at: startOf(item), value: item }
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0
}

function lineAt(content: string, offset: number): number {
  return content.slice(0, offset).split('\n').length
}
