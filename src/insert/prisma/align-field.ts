import { indentAt, lineStart } from '../data/splices.ts'
import type { PrismaField } from './prisma-blocks.ts'

/** A field with its columns below those of its neighbour, where it fits into them. */
export function alignField(
  text: string,
  code: string,
  { fields, index }: { readonly fields: readonly PrismaField[]; readonly index: number },
): string {
  const neighbour = [fields[index - 1], fields[index]].find((field) => {
    return field !== undefined && !field.code.startsWith('@@')
  })
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
