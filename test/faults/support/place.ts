import { chmod, chown, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { temporaryFolder } from '../../support/folders.ts'

/** The surroundings of a user. Each trial has its own, and compares all of it afterwards. */
export type Place = {
  /** The folder that contains all others. */
  readonly root: string
  /** The current folder. */
  readonly cwd: string
  readonly home: string
  /** The folder for temporary files. */
  readonly tmp: string
  /** A folder of programs that come before the machine's. */
  readonly bin: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The owner, if it is not the user who runs the tests. */
  readonly uid: number | undefined
}

/** A user without rights; undefined if the tests do not run as root. */
export const ordinaryUser = process.getuid?.() === 0 ? 65_534 : undefined

export async function newPlace({
  folder = 'work',
  uid,
}: {
  /** The name of the current folder. */
  folder?: string
  uid?: number | undefined
} = {}): Promise<Place> {
  const base = await temporaryFolder()
  await chmod(base, 0o755)
  const root = join(base, 'place')
  const [cwd, home, tmp, bin] = [join(root, folder), `${root}/home`, `${root}/tmp`, `${root}/bin`]
  // The caches of package managers may change, so they are outside of the place.
  const cache = join(base, 'cache')
  for (const dir of [root, cwd, home, tmp, bin, cache]) {
    await mkdir(dir, { recursive: true })
    if (uid !== undefined) await chown(dir, uid, uid)
  }
  const env = {
    HOME: home,
    TMPDIR: tmp,
    PATH: `${bin}:${process.env.PATH}`,
    GIT_CONFIG_NOSYSTEM: '1',
    npm_config_cache: cache,
    npm_config_update_notifier: 'false',
  }
  return { root, cwd, home, tmp, bin, env, uid }
}

/** Writes files into a folder, by path. A text that starts with `#!` becomes executable. */
export async function put(dir: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 })
  }
}
