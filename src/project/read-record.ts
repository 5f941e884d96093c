import { join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { errors } from '../errors/errors.ts'
import type { BlueprintSource } from '../model/blueprint.ts'
import { limits } from '../model/limits.ts'
import { type FoundRecord, isKnownKind, recordPath, recordSchema } from '../model/record.ts'
import { printBytes } from '../model/tree.ts'
import { isExact } from '../model/versions.ts'
import { EncodingError, withoutMark } from '../text.ts'
import { entryAt, isNodeError, textOf } from './disk.ts'
import type { Leftovers } from './read-leftovers.ts'

const recordFile = z.object({
  schema: z.string().check(z.regex(/^create-app\/record@\d+$/)),
  createApp: z.string().check(z.refine(isExact, 'must be an exact version, such as 3.0.0')),
  blueprints: z.array(z.object({ kind: z.string() })),
})

const entryFile = z.object({
  kind: z.enum(['template', 'layer']),
  id: z.string(),
  version: z.string(),
  source: z.custom<BlueprintSource>(isSource, 'must be builtin, or a place such as gh:user/repo'),
  into: z.optional(z.string()),
  integrity: z.optional(z.string()),
  treeHash: z.optional(z.string()),
  kept: z.optional(z.array(z.string())),
  answers: z.record(z.string(), z.string()),
})

function isSource(source: unknown): boolean {
  return typeof source === 'string' && (source === 'builtin' || source.includes(':'))
}

type EntryFile = z.infer<typeof entryFile>

/**
 * Reads a record from JSON, the only place that does. What this version does not know is kept in
 * `whole`: other keys, entries of other kinds, and all entries of another version of the format.
 * @returns what is wrong with the content, as text, where it is no record.
 */
export function parseRecord(content: unknown): FoundRecord | string {
  const record = recordFile.safeParse(content)
  if (!record.success) return problemOf(record.error.issues[0])
  const { createApp, schema } = record.data
  const blueprints: EntryFile[] = []
  const whole = content as FoundRecord['whole'] & { readonly blueprints: readonly unknown[] }
  for (const [index, { kind }] of record.data.blueprints.entries()) {
    if (schema !== recordSchema || !isKnownKind(kind)) continue
    const entry = entryFile.safeParse(whole.blueprints[index])
    if (!entry.success) return problemOf(entry.error.issues[0], ['blueprints', index])
    blueprints.push(entry.data)
  }
  return { createApp, blueprints, whole }
}

/** Reads the record of the project in a folder; the folder as it was typed, or this one. */
export async function readRecord(typed: string | undefined, cwd: string): Promise<FoundRecord> {
  const dir = typed ?? '.'
  return readRecordAt(dir, resolve(cwd, dir, recordPath))
}

/**
 * Reads the record of a project as it will be once what killed runs left is cleaned up: the record on the disk may be that
 * of a run that was killed before it had moved the other files.
 */
export async function readRestoredRecord(
  dir: string,
  { repairs }: Leftovers,
): Promise<FoundRecord> {
  const place = repairs.has(recordPath) ? repairs.get(recordPath) : join(dir, recordPath)
  if (place === undefined) throw errors.noRecord(dir)
  return readRecordAt(dir, place)
}

async function readRecordAt(dir: string, place: string): Promise<FoundRecord> {
  const file = join(dir, recordPath)
  const record = parseRecord(parseJson(file, await readText(dir, place)))
  if (typeof record === 'string') throw errors.badRecord(file, record)
  return record
}

/** Reads a record from bytes; undefined where they are none. */
export function recordIn(bytes: Buffer): FoundRecord | undefined {
  try {
    const record = parseRecord(JSON.parse(withoutMark(bytes.toString())))
    return typeof record === 'string' ? undefined : record
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

async function readText(dir: string, place: string): Promise<string> {
  const file = join(dir, recordPath)
  try {
    const { kind, bytes } = await entryAt(place)
    if (kind === 'link' || kind === 'other') throw errors.badRecord(file, 'it is no file.')
    if (bytes > limits.editedBytes) {
      throw errors.badRecord(file, `it has more than ${printBytes(limits.editedBytes)}.`)
    }
    return await textOf(place)
  } catch (cause) {
    if (cause instanceof EncodingError) throw errors.badRecord(file, `it ${cause.message}`, cause)
    if (!isNodeError(cause)) throw cause
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') throw errors.noRecord(dir)
    throw errors.badRecord(file, `${cause.code}.`, cause)
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw errors.badRecord(file, 'it is not valid JSON.', cause)
  }
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string }

function problemOf(issue: Issue | undefined, above: readonly PropertyKey[] = []): string {
  const place = [...above, ...(issue?.path ?? [])].map(String).join('.')
  return `${place ? `${place}: ` : ''}${issue?.message ?? 'not valid'}.`
}
