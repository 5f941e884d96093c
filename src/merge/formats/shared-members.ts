import { printJson } from '../../edits/json/json.ts'
import { meaningOf } from '../../edits/layout/layout.ts'
import { EditError } from '../../errors/edit-error.ts'
import { nodesIn } from './format-nodes.ts'
import { lineMergerFor } from './merge-line-files.ts'

type SharingTexts = {
  /** The person's file. */
  readonly own: string
  readonly brought: string
  /** What others brought; that is not the person's. */
  readonly others: string | undefined
}

/**
 * What a person's file has of the keys, elements or lines that another text brings, as a text of the same format with the
 * person's values. Undefined where that is nothing, or where a text cannot be read.
 */
export function sharedMembers(path: string, texts: SharingTexts): string | undefined {
  if (lineMergerFor(path)) return sharedLines(texts)
  try {
    const [own, brought, others] = [texts.own, texts.brought, texts.others ?? '{}'].map((text) => {
      const node = nodesIn(path, text)
      return node && JSON.parse(meaningOf(node))
    })
    const shared = sharedOf(own, brought, others)
    // A JSON is a YAML, too.
    return shared === undefined ? undefined : printJson(shared)
  } catch (error) {
    if (error instanceof EditError || error instanceof SyntaxError) return undefined
    throw error
  }
}

function sharedLines({ own, brought, others = '' }: SharingTexts): string | undefined {
  const [persons, already] = [own, others].map((text) => {
    return new Set(text.split('\n').map((line) => line.trim()))
  })
  const lines = brought.split('\n').filter((line) => {
    const plain = line.trim()
    return plain !== '' && !plain.startsWith('#') && persons?.has(plain) && !already?.has(plain)
  })
  return lines.length === 0 ? undefined : lines.map((line) => `${line}\n`).join('')
}

function sharedOf(own: unknown, brought: unknown, others: unknown): unknown {
  if (own === undefined || isEqual(own, others)) return undefined
  if (Array.isArray(own) && Array.isArray(brought)) {
    const isIn = (list: unknown, one: unknown) =>
      Array.isArray(list) && list.some((other) => isEqual(one, other))
    const shared = brought.filter((one) => isIn(own, one) && !isIn(others, one))
    return shared.length === 0 ? undefined : shared
  }
  if (!isObject(own) || !isObject(brought)) return own
  const members = Object.keys(brought).flatMap((key): [string, unknown][] => {
    const member = Object.hasOwn(own, key) ? own[key] : undefined
    const shared = sharedOf(member, brought[key], isObject(others) ? others[key] : undefined)
    return shared === undefined ? [] : [[key, shared]]
  })
  return members.length === 0 ? undefined : Object.fromEntries(members)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
