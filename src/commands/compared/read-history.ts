import { join } from 'node:path'
import type { Tree } from '../../model/tree.ts'
import { entriesOf, kindAt } from '../../project/disk.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import type { Leftovers } from '../../project/read-leftovers.ts'

/**
 * All migrations of databases that a project is no longer to have. They are its own history, which no template made, and
 * end with the database.
 * @param packages their folders: empty, or `apps/api/`.
 */
export async function readHistory(
  dir: string,
  packages: readonly string[],
  leftovers: Leftovers,
): Promise<Tree> {
  const paths = await Promise.all(
    packages.map(async (folder) => {
      const at = `${folder}prisma/migrations`
      if ((await kindAt(join(dir, at))) !== 'folder') return []
      const names = await entriesOf(join(dir, at))
      return names.flatMap((name) => [`${at}/${name}`, `${at}/${name}/migration.sql`])
    }),
  )
  return (await readFiles(dir, paths.flat(), leftovers)).tree
}
