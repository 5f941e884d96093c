import { dirname, join, resolve } from 'node:path'
import { errors } from '../../errors/errors.ts'
import { recordPath } from '../../model/record.ts'
import { entryAt } from '../disk.ts'

/**
 * The folder of the project that a folder belongs to: the nearest one, upwards, that has a record.
 * @param typed the folder as it was typed; undefined for the current one.
 * @throws AppError when there is none.
 */
export async function findProject(typed: string | undefined, cwd: string): Promise<string> {
  const start = resolve(cwd, typed ?? '.')
  for (let dir = start, last = ''; dir !== last; last = dir, dir = dirname(dir)) {
    const { kind } = await entryAt(join(dir, recordPath))
    if (kind !== 'missing' && kind !== 'folder') return dir
  }
  throw errors.noRecord(typed ?? '.')
}
