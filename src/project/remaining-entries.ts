import { basename } from 'node:path'
import { entriesOf, kindAt } from './disk.ts'
import type { Leftovers } from './read-leftovers.ts'

/** The names in a folder that remain once what killed runs left is cleaned up, sorted. */
export async function remainingEntries(
  dir: string,
  leftovers: Leftovers,
): Promise<readonly string[]> {
  const entries = await entriesOf(dir)
  if (leftovers.stages.length === 0) return entries
  const stages = new Set(leftovers.stages.map((stage) => basename(stage.dir)))
  const others = entries.filter((entry) => !stages.has(entry))
  const stays = await Promise.all(others.map((entry) => remains(dir, entry, leftovers)))
  return others.filter((_, index) => stays[index])
}

async function remains(dir: string, path: string, leftovers: Leftovers): Promise<boolean> {
  const { repairs, folders } = leftovers
  const isMade = folders.includes(path) && (await kindAt(`${dir}/${path}`)) === 'folder'
  if (!isMade) return !repairs.has(path) || repairs.get(path) !== undefined
  const entries = await entriesOf(`${dir}/${path}`)
  const below = entries.map((entry) => remains(dir, `${path}/${entry}`, leftovers))
  return (await Promise.all(below)).includes(true)
}
