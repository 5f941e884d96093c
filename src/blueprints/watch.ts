import { watch } from 'node:fs'
import { dirname } from 'node:path'
import type { Blueprint } from '../plan/blueprint.ts'
import type { Catalog } from './catalog.ts'
import { hasFolder } from './load.ts'

/** An editor saves in several steps, and several files at once. Milliseconds. */
const settling = 100

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

/** Calls on each time that something in the folders has changed, one call after the other, until the signal. */
export async function follow(
  dirs: readonly string[],
  signal: AbortSignal,
  onChange: () => Promise<void>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let work = Promise.resolve()
  const failed = await new Promise<unknown>((resolve) => {
    const stop = () => resolve(undefined)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) return stop()
    const changed = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        work = work.then(onChange).catch(resolve)
      }, settling)
    }
    for (const dir of dirs) {
      watch(dir, { recursive: true, signal }, changed).on('error', resolve)
    }
  })
  clearTimeout(timer)
  await work
  if (failed !== undefined) throw failed
}
