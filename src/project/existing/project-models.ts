import { join } from 'node:path'
import { readModels } from '../../insert/prisma/read-models.ts'
import type { Model } from '../../model/generated/model.ts'
import { entriesOf, kindAt } from '../disk.ts'
import type { Leftovers } from '../read-leftovers.ts'
import { readFiles } from './read-files.ts'

/** The models of the Prisma schema in a package of a project; none where it has no database. */
export async function readProjectModels(
  dir: string,
  { folder, leftovers }: { readonly folder: string; readonly leftovers: Leftovers },
): Promise<readonly Model[]> {
  const at = folder === '' ? 'prisma/schema' : `${folder}/prisma/schema`
  if ((await kindAt(join(dir, at))) !== 'folder') return []
  const names = await entriesOf(join(dir, at))
  const paths = names.filter((name) => name.endsWith('.prisma')).map((name) => `${at}/${name}`)
  const { tree } = await readFiles(dir, paths, leftovers)
  const from = folder === '' ? 0 : folder.length + 1
  const files = [...tree].map(([path, { content }]) => [path.slice(from), String(content)] as const)
  return readModels(new Map(files))
}
