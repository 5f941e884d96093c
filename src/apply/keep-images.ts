import { dirname, join } from 'node:path'
import fs from 'fs-extra'
import { errors, messageOf } from '../errors/errors.ts'
import { type Change, hashOf, modeOf, type TreeFile } from '../model/tree.ts'
import type { Plan } from '../plan/plan.ts'
import { freshImages, type ImageList, imageList } from '../project/existing/read-images.ts'
import type { ImagesAfter } from '../project/read-leftovers.ts'

/**
 * Keeps what the files of a plan are now, so that `undo` can bring them back. The images are written before the first file
 * changes. They take the place of the older ones once all have changed, while the stage still says so: see `settleImages`.
 */
export async function keepingImages<Value>(
  { changes, command, images }: Pick<Plan, 'changes' | 'command' | 'images'>,
  work: () => Promise<Value>,
): Promise<Value> {
  if (images?.lockfiles === undefined) return work()
  const fresh = freshImages(images.folder)
  try {
    await writeImages(fresh, { command, changes, ...images, lockfiles: images.lockfiles }).catch(
      (cause) => {
        throw errors.writeFailed(fresh, messageOf(cause), cause)
      },
    )
    return await work()
  } catch (error) {
    await fs.remove(fresh).catch(() => {})
    throw error
  }
}

/** What becomes of the images of a project once a plan has changed its files. */
export function imagesAfter(images: Plan['images']): ImagesAfter | undefined {
  if (images === undefined) return undefined
  return images.lockfiles === undefined ? 'used-up' : 'fresh'
}

/** Ends the change of the images. A run that was killed in it can end it again. */
export async function settleImages(
  folder: string | undefined,
  after: ImagesAfter | undefined,
): Promise<void> {
  if (folder === undefined || after === undefined) return
  const fresh = freshImages(folder)
  if (after === 'used-up') await fs.remove(folder)
  else if (await fs.pathExists(join(fresh, imageList))) {
    await fs.remove(folder)
    await fs.rename(fresh, folder)
  }
}

type Imaged = {
  readonly command: string
  readonly changes: readonly Change[]
  /** Files that the tasks change. */
  readonly lockfiles: ReadonlyMap<string, TreeFile | undefined>
  readonly earlier?: ReadonlyMap<string, string>
}

async function writeImages(
  folder: string,
  { command, changes, lockfiles, earlier = new Map() }: Imaged,
): Promise<void> {
  await fs.remove(folder)
  await fs.mkdirp(dirname(folder))
  // Secrets may be among the files.
  await fs.mkdir(folder, { mode: 0o700 })
  const images = [
    ...changes.map((change) => ({
      path: change.path,
      ...(change.kind !== 'create' && { before: change.before }),
      ...(change.kind !== 'delete' && {
        after: hashOf(change.after),
        isExecutable: modeOf(change.after) === 0o755,
      }),
    })),
    ...[...lockfiles].map(([path, before]) => ({ path, before, isOfTasks: true as const })),
  ]
  const files: ImageList['files'][number][] = []
  for (const [index, { before, ...image }] of images.entries()) {
    if (before === undefined) files.push(image)
    else {
      const file = `${index}`
      await fs.writeFile(join(folder, file), before.content, { mode: 0o600 })
      files.push({ ...image, before: { file, executable: modeOf(before) === 0o755 } })
    }
  }
  const list: ImageList = { format: 1, command, files, earlier: Object.fromEntries(earlier) }
  await fs.writeJson(join(folder, imageList), list)
}
