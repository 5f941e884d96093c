import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repository } from '../../scripts/compose.ts'

const pages = await Promise.all(
  ['docs/contract.md', 'docs/cli.md'].map((path) => readFile(join(repository, path), 'utf8')),
)

/** The rows of a table of docs/contract.md or docs/cli.md, by the first cell of its head. */
export function rowsOf(head: string): readonly (readonly string[])[] {
  const lines = pages.join('\n').split('\n')
  const start = lines.findIndex((line) => cellsOf(line)[0] === head)
  if (start < 0) throw new Error(`The docs have no table of "${head}"`)
  const after = lines.slice(start + 2)
  const end = after.findIndex((line) => !line.startsWith('|'))
  return after.slice(0, end < 0 ? after.length : end).map(cellsOf)
}

function cellsOf(line: string): readonly string[] {
  if (!line.startsWith('|')) return []
  const cells = line.split(/(?<!\\)\|/).slice(1, -1)
  return cells.map((cell) => cell.trim().replaceAll('\\|', '|'))
}
