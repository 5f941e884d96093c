import { join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { errors } from '../errors/errors.ts'
import { type FoundRecord, recordPath, recordSchema } from '../model/record.ts'
import { isNodeError, textOf } from './disk.ts'

/** What every record has, whatever else a later version may write into it. */
export const recordFile = z.object({
  schema: z.literal(recordSchema),
  createApp: z.string(),
  blueprints: z.array(
    z.object({
      kind: z.string(),
      id: z.string(),
      source: z.string(),
      integrity: z.optional(z.string()),
      answers: z.record(z.string(), z.string()),
    }),
  ),
})

/** Reads the record of the project in a folder; the folder as it was typed, or this one. */
export async function readRecord(typed: string | undefined, cwd: string): Promise<FoundRecord> {
  const dir = typed ?? '.'
  const file = join(dir, recordPath)
  const record = recordFile.safeParse(parseJson(file, await readText(dir, cwd)))
  if (record.success) return record.data
  const [issue] = record.error.issues
  const place = issue?.path.join('.')
  throw errors.badRecord(file, `${place ? `${place}: ` : ''}${issue?.message ?? 'not valid'}.`)
}

async function readText(dir: string, cwd: string): Promise<string> {
  try {
    return await textOf(resolve(cwd, dir, recordPath))
  } catch (cause) {
    if (!isNodeError(cause)) throw cause
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') throw errors.noRecord(dir)
    throw errors.badRecord(join(dir, recordPath), `${cause.code}.`, cause)
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw errors.badRecord(file, 'it is not valid JSON.', cause)
  }
}
