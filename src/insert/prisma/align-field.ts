import { indentAt, lineStart } from '../data/splices.ts'
import type { PrismaField } from './prisma-blocks.ts'

/**
 * A field with its columns below those of the first field beside it, where it fits into them. Not below the nearest one:
 * that may have been inserted as well, and then the one would keep the columns of the other when it goes.
 */
export function alignField(
  text: string,
  code: string,
  { fields, index }: { readonly fields: readonly PrismaField[]; readonly index: number },
): string {
  const neighbour = firstBeside(text, { fields, index })
  const [, name, type, rest] = /^(\w+) ([^\s@]+)(?: (.*))?$/.exec(code) ?? []
  if (neighbour === undefined || name === undefined || type === undefined) return code
  const line = text.slice(lineStart(text, neighbour.start), neighbour.end)
  const margin = indentAt(text, neighbour.start).length
  const columns = /^\s*\w+(\s+)[^\s@]+(\s+)?/.exec(line)
  if (columns === null) return code
  const [all, firstGap = ' '] = columns
  const typeColumn = /^\s*\w+/.exec(line)?.[0].length ?? 0
  const padded = name.padEnd(typeColumn + firstGap.length - margin - 1)
  if (rest === undefined) return `${padded} ${type}`
  const restColumn = all.length < line.length ? all.length - margin : 0
  return `${`${padded} ${type}`.padEnd(restColumn - 1)} ${rest}`
}

/** The first field of the lines without a blank one between them in which a field is inserted. */
function firstBeside(
  text: string,
  { fields, index }: { readonly fields: readonly PrismaField[]; readonly index: number },
): PrismaField | undefined {
  const isColumned = (field: PrismaField | undefined) =>
    field !== undefined && !field.code.startsWith('@@')
  const last = isColumned(fields[index - 1]) ? index - 1 : index
  if (!isColumned(fields[last])) return undefined
  let first = last
  while (isColumned(fields[first - 1]) && !hasBlankLine(text, fields[first - 1], fields[first])) {
    first -= 1
  }
  return fields[first]
}

function hasBlankLine(
  text: string,
  above: PrismaField | undefined,
  below: PrismaField | undefined,
): boolean {
  return /\n[ \t]*\r?\n/.test(text.slice(above?.end, below?.start))
}
