import { type PrismaBlock, type PrismaField, readBlocks } from './prisma-blocks.ts'

/** A Prisma schema with the columns of each block below each other, as Prisma formats it; as it is where it cannot be read. */
export function alignSchema(text: string): string {
  const blocks = readBlocks(text) ?? []
  return blocks
    .toReversed()
    .filter(({ keyword }) => keyword === 'model')
    .reduce((aligned, block) => alignedBlock(aligned, block), text)
}

function alignedBlock(text: string, { fields }: PrismaBlock): string {
  const rows = fields.flatMap((field) => {
    const [, name, type, rest = ''] = /^(\w+) ([^\s@]+)(?: (.*))?$/s.exec(field.code) ?? []
    return name === undefined || type === undefined ? [] : [{ field, name, type, rest }]
  })
  const width = (key: 'name' | 'type') => Math.max(0, ...rows.map((row) => row[key].length))
  const [nameWidth, typeWidth] = [width('name'), width('type')]
  return rows.toReversed().reduce((aligned, { field, name, type, rest }) => {
    const line = `${name.padEnd(nameWidth)} ${type.padEnd(typeWidth)} ${rest}`.trimEnd()
    return replaced(aligned, field, line)
  }, text)
}

function replaced(text: string, { start, end }: PrismaField, line: string): string {
  return text.slice(0, start) + line + text.slice(end)
}
