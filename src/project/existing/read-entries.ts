import { join } from 'node:path'
import * as z from 'zod/mini'
import { errors } from '../../errors/errors.ts'
import type { BlueprintSource } from '../../model/blueprint.ts'
import { entriesFolder, entrySchema, type GeneratedEntry } from '../../model/generated/entry.ts'
import type { Insertion } from '../../model/generated/insertion.ts'
import { assertPlaceable } from '../../model/paths.ts'
import { isRecord } from '../../model/tree.ts'
import { isExact } from '../../model/versions.ts'
import { entriesOf, isNodeError } from '../disk.ts'
import type { Leftovers } from '../read-leftovers.ts'
import { readFiles } from './read-files.ts'

export const path = z.string().check(z.refine(isGenerated, 'is no path that a generator may have'))

const added = {
  file: path,
  text: z.string(),
  at: z.optional(z.enum(['start', 'end'])),
  before: z.optional(z.string()),
  after: z.optional(z.string()),
}

export const insertion = z.discriminatedUnion('anchor', [
  z.looseObject({ ...added, anchor: z.enum(['import', 'model']) }),
  z.looseObject({ ...added, anchor: z.literal('marker'), comment: z.string() }),
  z.looseObject({
    ...added,
    anchor: z.enum(['array', 'object', 'call', 'class', 'jsx', 'field']),
    name: z.string(),
  }),
  z.looseObject({ ...added, anchor: z.literal('path'), path: z.array(z.string()) }),
  z.looseObject({ ...added, anchor: z.literal('list'), heading: z.string() }),
])

export const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))

const entryFile = z.object({
  schema: z.literal(entrySchema),
  createApp: z.string(),
  kind: z.literal('generator'),
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  version: z.string(),
  source: z.custom<BlueprintSource>((value) => typeof value === 'string'),
  integrity: z.optional(z.string()),
  kept: z.optional(sha256),
  answers: z.record(z.string(), z.string()),
  folder: z.optional(path),
  files: z.record(path, sha256),
  insertions: z.array(insertion),
})

/** The generated entries of a project, by the path of their file. What is no entry is refused. */
export async function readEntries(
  dir: string,
  leftovers: Leftovers,
): Promise<readonly GeneratedEntry[]> {
  const paths = await entryPaths(dir, leftovers)
  const { tree, blocked } = await readFiles(dir, paths, leftovers)
  for (const path of blocked) throw errors.badRecord(path, 'it is no file that can be read.')
  return [...tree].map(([path, { content }]) => entryIn(path, String(content), entryFile))
}

/**
 * Reads the record of one thing that a project has.
 * @throws AppError for what is none, and for one in the format of a later create-app.
 */
export function entryIn<Entry extends { readonly insertions: readonly unknown[] }>(
  path: string,
  text: string,
  shape: z.ZodMiniType<Entry>,
) {
  const found = jsonIn(path, text)
  const read = shape.safeParse(found)
  if (!read.success) {
    const later = laterFormat.safeParse(found)
    if (later.success) throw errors.laterEntry(path, later.data.createApp)
    const [issue] = read.error.issues
    throw errors.badRecord(path, `${issue?.path.join('.') || 'it'}: ${issue?.message}.`)
  }
  const { insertions, ...entry } = read.data
  return { ...entry, insertions: insertions as readonly Insertion[] }
}

/** A record in another format, with the create-app that wrote it. */
const laterFormat = z.object({
  schema: z.string().check(z.regex(/^create-app\/(?:entry|addon)@(?!1$)\d+$/)),
  createApp: z.string().check(z.refine(isExact)),
})

/** What is there, and what a killed run has deleted and is going to come back. */
async function entryPaths(dir: string, { repairs }: Leftovers): Promise<readonly string[]> {
  const ids = await namesIn(join(dir, entriesFolder))
  const all = ids.map(async (id) => {
    const names = await namesIn(join(dir, entriesFolder, id))
    return names
      .filter((name) => name.endsWith('.json'))
      .map((name) => `${entriesFolder}/${id}/${name}`)
  })
  const lost = [...repairs.keys()].filter((path) => ofEntry.test(path))
  return [...new Set([...(await Promise.all(all)).flat(), ...lost])].sort()
}

const ofEntry = new RegExp(`^${entriesFolder.replace('.', '\\.')}/[^/]+/[^/]+\\.json$`)

/** What git or create-app itself keeps is not generated. */
function isGenerated(path: string): boolean {
  try {
    assertPlaceable([path])
    return !isRecord(path)
  } catch {
    return false
  }
}

export async function namesIn(dir: string): Promise<readonly string[]> {
  try {
    return await entriesOf(dir)
  } catch (error) {
    if (isNodeError(error)) return []
    throw error
  }
}

/** @throws AppError where the text of a record is not JSON. */
function jsonIn(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw errors.badRecord(path, 'it is not valid JSON.', cause)
  }
}
