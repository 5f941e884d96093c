import { join } from 'node:path'
import * as z from 'zod/mini'
import { errors } from '../../errors/errors.ts'
import type { BlueprintSource } from '../../model/blueprint.ts'
import { entriesFolder, entrySchema, type GeneratedEntry } from '../../model/generated/entry.ts'
import type { Insertion } from '../../model/generated/insertion.ts'
import { isInside } from '../../model/paths.ts'
import { entriesOf, isNodeError } from '../disk.ts'
import type { Leftovers } from '../read-leftovers.ts'
import { readFiles } from './read-files.ts'

const path = z.string().check(z.refine(isInside, 'leads out of the project'))

const entryFile = z.object({
  schema: z.literal(entrySchema),
  createApp: z.string(),
  kind: z.literal('generator'),
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  version: z.string(),
  source: z.custom<BlueprintSource>((value) => typeof value === 'string'),
  integrity: z.optional(z.string()),
  answers: z.record(z.string(), z.string()),
  folder: z.optional(path),
  files: z.record(path, z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  insertions: z.array(z.looseObject({ file: path, anchor: z.string(), text: z.string() })),
})

/** The generated entries of a project, by the path of their file. What is no entry is refused. */
export async function readEntries(
  dir: string,
  leftovers: Leftovers,
): Promise<readonly GeneratedEntry[]> {
  const paths = await entryPaths(dir)
  const { tree } = await readFiles(dir, paths, leftovers)
  return [...tree].map(([path, { content }]) => {
    const read = entryFile.safeParse(parsed(path, String(content)))
    if (!read.success) {
      const [issue] = read.error.issues
      throw errors.badRecord(path, `${issue?.path.join('.') || 'it'}: ${issue?.message}.`)
    }
    const { insertions, ...entry } = read.data
    return { ...entry, insertions: insertions as readonly Insertion[] }
  })
}

async function entryPaths(dir: string): Promise<readonly string[]> {
  const ids = await namesIn(join(dir, entriesFolder))
  const all = ids.map(async (id) => {
    const names = await namesIn(join(dir, entriesFolder, id))
    return names
      .filter((name) => name.endsWith('.json'))
      .map((name) => `${entriesFolder}/${id}/${name}`)
  })
  return (await Promise.all(all)).flat()
}

async function namesIn(dir: string): Promise<readonly string[]> {
  try {
    return await entriesOf(dir)
  } catch (error) {
    if (isNodeError(error)) return []
    throw error
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw errors.badRecord(path, 'it is not valid JSON.', cause)
  }
}
