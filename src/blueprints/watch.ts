import { watch } from 'node:fs'
import { dirname } from 'node:path'
import { errors } from '../errors/errors.ts'
import { onAbort } from '../io.ts'
import type { Blueprint } from '../model/blueprint.ts'
import type { Catalog } from './catalog.ts'
import { hasFolder } from './load.ts'

/**
 * Milliseconds after a change: an editor saves in several steps, and several files at once; what lands in
 * a folder that is new itself may be seen by nobody, so there is a second look.
 */
const looks = [100, 1000]

/** The folders that a template in a folder is read from: its own, those beside it, and ours. */
export async function foldersRead(
  dir: string,
  blueprints: readonly Blueprint[],
  { dir: ours }: Catalog,
): Promise<readonly string[]> {
  const others = blueprints.slice(0, -1).map(({ id }) => id)
  const places = [dirname(dir), ours].flatMap((parent) => others.map((id) => `${parent}/${id}`))
  const isThere = await Promise.all(places.map(hasFolder))
  return [...new Set([dir, ...places.filter((_, at) => isThere[at])])]
}

/** Calls at the start and whenever something in the folders has changed, one call after the other, until the signal. */
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
      for (const ms of looks) timers.add(setTimeout(look, ms))
    }
    if (signal.aborted) return
    try {
      // What is gone by the time that it is looked at is a change like others.
      for (const dir of dirs) watch(dir, { recursive: true, signal }, changed).on('error', changed)
    } catch (error) {
      resolve(errors.cannotRead('The template', error as NodeJS.ErrnoException))
    }
    work = onChange().then(onReady).catch(resolve)
  })
  forget()
  await work
  if (failed !== undefined) throw failed
}
