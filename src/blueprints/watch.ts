import { watch } from 'node:fs'
import { dirname } from 'node:path'
import { errors } from '../errors/errors.ts'
import { onAbort } from '../io.ts'
import type { Blueprint } from '../model/blueprint.ts'
import type { Catalog } from './catalog.ts'
import { isFolder } from './shelf/folder.ts'

/**
 * When to read again after a change, in milliseconds. An editor saves in several steps and several
 * files at once, hence the first delay. Changes in a new folder may not be reported, hence the second.
 */
const delays = [100, 1000]

/** The folders that a template in a folder is read from: its own, those beside it, and ours. */
export async function foldersRead(
  dir: string,
  blueprints: readonly Blueprint[],
  { dir: ours }: Catalog,
): Promise<readonly string[]> {
  const others = blueprints.slice(0, -1).map(({ id }) => id)
  const places = [dirname(dir), ours].flatMap((parent) => others.map((id) => `${parent}/${id}`))
  const isThere = await Promise.all(places.map(isFolder))
  return [...new Set([dir, ...places.filter((_, at) => isThere[at])])]
}

/** Calls `onChange` at the start and after each change in the folders, never twice at once, until the signal. */
export async function follow(
  dirs: readonly string[],
  signal: AbortSignal,
  { onChange, onReady }: { onChange: () => Promise<void>; onReady: () => void },
): Promise<void> {
  const timers = new Set<NodeJS.Timeout>()
  const forget = () => {
    for (const timer of timers) clearTimeout(timer)
    timers.clear()
  }
  let work = Promise.resolve()
  const failed = await new Promise<unknown>((resolve) => {
    onAbort(signal, () => resolve(undefined))
    const look = () => {
      work = work.then(onChange).catch(resolve)
    }
    const changed = () => {
      forget()
      for (const ms of delays) timers.add(setTimeout(look, ms))
    }
    if (signal.aborted) return
    try {
      // A file that is removed before it is looked at causes an error, which is a change like others.
      for (const dir of dirs) watch(dir, { recursive: true, signal }, changed).on('error', changed)
    } catch (error) {
      resolve(errors.cannotRead('the template', error as NodeJS.ErrnoException))
    }
    work = onChange().then(onReady).catch(resolve)
  })
  forget()
  await work
  if (failed !== undefined) throw failed
}
