import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repository } from '../../scripts/compose.ts'

const contract = await readFile(join(repository, 'docs/contract.md'), 'utf8')

/** The rows of a table of docs/contract.md, by what its head's first cell says. */
export function rowsOf(head: string): readonly (readonly string[])[] {
  const lines = contract.split('\n')
  const start = lines.findIndex((line) => cellsOf(line)[0] === head)
  if (start < 0) throw new Error(`docs/contract.md has no table of "${head}"`)
  const after = lines.slice(start + 2)
  const end = after.findIndex((line) => !line.startsWith('|'))
  return after.slice(0, end < 0 ? after.length : end).map(cellsOf)
}

function cellsOf(line: string): readonly string[] {
  if (!line.startsWith('|')) return []
  const cells = line.split(/(?<!\\)\|/).slice(1, -1)
  return cells.map((cell) => cell.trim().replaceAll('\\|', '|'))
}
