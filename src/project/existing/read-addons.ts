import { join } from 'node:path'
import * as z from 'zod/mini'
import { errors } from '../../errors/errors.ts'
import type { BlueprintSource } from '../../model/blueprint.ts'
import { type AddonEntry, addonSchema, addonsFolder } from '../../model/generated/addon.ts'
import { isExact } from '../../model/versions.ts'
import type { Leftovers } from '../read-leftovers.ts'
import { entryIn, insertion, namesIn, path } from './read-entries.ts'
import { readFiles } from './read-files.ts'

const addonFile = z.object({
  schema: z.literal(addonSchema),
  createApp: z.string().check(z.refine(isExact)),
  kind: z.literal('addon'),
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  version: z.string(),
  source: z.custom<BlueprintSource>((value) => typeof value === 'string'),
  integrity: z.optional(z.string()),
  into: z.optional(path),
  treeHash: z.optional(z.string().check(z.regex(/^sha256-[0-9a-f]{64}$/))),
  answers: z.record(z.string(), z.string()),
  made: z.optional(z.array(path)),
  variants: z.optional(z.record(z.string(), z.string())),
  had: z.optional(z.record(path, z.string())),
  insertions: z.array(insertion),
})

/** The add-ons of a project, sorted by their ids. What is no entry is refused. */
export async function readAddons(
  dir: string,
  leftovers: Leftovers,
): Promise<readonly AddonEntry[]> {
  const names = await namesIn(join(dir, addonsFolder))
  const there = names.filter((name) => name.endsWith('.json'))
  // What a killed run has deleted and is going to come back.
  const lost = [...leftovers.repairs.keys()].filter((one) => one.startsWith(`${addonsFolder}/`))
  const paths = [...new Set([...there.map((name) => `${addonsFolder}/${name}`), ...lost])].sort()
  const { tree, blocked } = await readFiles(dir, paths, leftovers)
  for (const one of blocked) throw errors.badRecord(one, 'it is no file that can be read.')
  return [...tree].map(([at, { content }]) => entryIn(at, String(content), addonFile))
}
