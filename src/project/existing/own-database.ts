import { readEnv } from '../../edits/env.ts'
import type { IO } from '../../io.ts'
import type { Leftovers } from '../read-leftovers.ts'
import { readFiles } from './read-files.ts'

/** The files from which the scripts of a project read variables. */
const settings = ['.env', '.env.local', '.env.development', '.env.development.local']

type DatabasePlaces = {
  /** The packages with a database: empty for the root, or `apps/api/`. */
  readonly folders: readonly string[]
  readonly env: IO['env']
  readonly leftovers: Leftovers
}

/** Whether a project uses a server of the person: DATABASE_URL names one. */
export async function usesOwnDatabase(
  dir: string,
  { folders, env, leftovers }: DatabasePlaces,
): Promise<boolean> {
  if (env.DATABASE_URL) return true
  const paths = folders.flatMap((folder) => settings.map((name) => `${folder}${name}`))
  const { tree, blocked } = await readFiles(dir, paths, leftovers)
  // A link may lead to a file that names one.
  if (blocked.size > 0) return true
  return [...tree.values()].some(({ content }) => readEnv(String(content)).get('DATABASE_URL'))
}
