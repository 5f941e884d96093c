import { createHash } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { isInside } from '../../model/paths.ts'
import { treeFileOf } from '../../model/tree.ts'
import type { Image, Images } from '../../plan/images.ts'
import { bytesOf, entryAt } from '../disk.ts'
import type { Leftovers } from '../read-leftovers.ts'
import type { Repository } from './repository.ts'

/** The list of images in a folder of images; each `before` is in a file of its own beside it. */
const listFile = z.object({
  format: z.literal(1),
  command: z.string(),
  files: z.array(
    z.object({
      path: z.string().check(z.refine(isInside)),
      // Only what create-app itself calls a file: any other name could lead out of the folder.
      before: z.optional(
        z.object({ file: z.string().check(z.regex(/^\d+$/)), executable: z.boolean() }),
      ),
      after: z.optional(z.string()),
      isExecutable: z.optional(z.boolean()),
      isOfTasks: z.optional(z.literal(true)),
    }),
  ),
  earlier: z.optional(z.record(z.string(), z.string())),
})

export type ImageList = z.infer<typeof listFile>

/** The name of the list in a folder of images. */
export const imageList = 'images.json'

/**
 * The folder that keeps the images of a project: in git's own folder, which nobody commits, else in the cache.
 * @param cache absolute path of create-app's cache.
 */
export function imagesPlace(
  dir: string,
  { repository, cache }: { repository: Repository | undefined; cache: string },
): string {
  if (repository === undefined) {
    return join(cache, 'undo', createHash('sha256').update(dir).digest('hex').slice(0, 32))
  }
  // A repository may have several projects.
  const key = createHash('sha256').update(repository.prefix).digest('hex').slice(0, 8)
  return join(repository.gitDir, 'create-app', key)
}

/** Where images are written before they take the place of older ones. */
export function freshImages(folder: string): string {
  return `${folder}.new`
}

/** Reads the images in a folder, as they will be once what killed runs left is cleaned up; undefined where there are none that can be read. */
export async function readImages(
  folder: string,
  { images: after }: Pick<Leftovers, 'images'>,
): Promise<Images | undefined> {
  if (after === 'used-up') return undefined
  const fresh = after === 'fresh' ? await imagesIn(freshImages(folder)) : undefined
  return fresh ?? imagesIn(folder)
}

async function imagesIn(folder: string): Promise<Images | undefined> {
  const list = listFile.safeParse(await parsed(join(folder, imageList)))
  if (!list.success) return undefined
  const files: Image[] = []
  for (const { before, path, after, isExecutable, isOfTasks } of list.data.files) {
    const kept = before && (await fileBytes(join(folder, before.file)))
    if (before && kept === undefined) return undefined
    const file = kept && treeFileOf({ bytes: kept, executable: before?.executable ?? false })
    files.push({
      ...{ path, before: file, after },
      ...(isExecutable !== undefined && { isExecutable }),
      ...(isOfTasks && { isOfTasks }),
    })
  }
  return {
    command: list.data.command,
    files,
    earlier: new Map(Object.entries(list.data.earlier ?? {})),
  }
}

async function parsed(path: string): Promise<unknown> {
  const bytes = await fileBytes(path)
  if (bytes === undefined) return undefined
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}

/** No link is followed, and nothing waits for a pipe. */
async function fileBytes(path: string): Promise<Buffer | undefined> {
  return (await entryAt(path)).kind === 'file' ? bytesOf(path) : undefined
}
