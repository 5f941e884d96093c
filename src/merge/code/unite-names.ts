import { compareNames } from '../../edits/layout/name-order.ts'
import type { Three } from '../three/three.ts'
import { readMembers } from './read-members.ts'

/** The person's import statement with the names that the template added; undefined where more than names differ. */
export function uniteNames(statements: Three<string>): string | undefined {
  const { base = '', disk = '', next = '' } = statements
  const [before, own, added] = [base, disk, next].map(namesIn)
  if (before === undefined || own === undefined || added === undefined) return undefined
  if (withoutNames(disk, own) !== withoutNames(next, added)) return undefined
  const isKept = before.names.every(
    (name) => own.names.includes(name) && added.names.includes(name),
  )
  if (!isKept) return undefined
  const names = [...own.names, ...added.names.filter((name) => !own.names.includes(name))]
  const sorted = names.toSorted(compareNames)
  const isSorted = own.names.toSorted(compareNames).join() === own.names.join()
  const margin = /\n\s*$/.exec(disk.slice(0, own.start))?.[0]
  const separator = margin === undefined ? ', ' : `,${margin}`
  return (
    disk.slice(0, own.start) + (isSorted ? sorted : names).join(separator) + disk.slice(own.end)
  )
}

type ImportNames = {
  readonly names: readonly string[]
  readonly start: number
  readonly end: number
}

/** The names in the braces of an import statement, and where the first begins and the last ends. */
function namesIn(statement: string): ImportNames | undefined {
  const list = readMembers(statement)?.find(({ kind }) => kind === 'names')
  const members = list?.members.filter(({ start }) => start > statement.indexOf('{'))
  const [first, last] = [members?.[0], members?.at(-1)]
  if (!statement.includes('{')) return { names: [], start: 0, end: 0 }
  if (members === undefined || first === undefined || last === undefined) return undefined
  const names = members.map(({ start, end }) => statement.slice(start, end))
  return { names, start: first.start, end: last.end }
}

function withoutNames(statement: string, { start, end }: ImportNames): string {
  return `${statement.slice(0, start)}…${statement.slice(end)}`.replaceAll(/[\s,;]/g, '')
}
