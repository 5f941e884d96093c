import { chmod, chown, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { temporaryFolder } from '../../support/folders.ts'

/** What a person has around them, all of it one trial's own, and all of it looked at afterwards. */
export type Place = {
  /** The folder that holds the rest. */
  readonly root: string
  /** Where the person stands. */
  readonly cwd: string
  readonly home: string
  /** The folder for temporary files. */
  readonly tmp: string
  /** Programs in here come before the machine's. */
  readonly bin: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The user it belongs to, where that is not the one who tests. */
  readonly uid: number | undefined
}

/** A user without rights; undefined where the one who tests has none either. */
export const ordinaryUser = process.getuid?.() === 0 ? 65_534 : undefined

export async function newPlace({
  folder = 'work',
  uid,
}: {
  /** Where the person stands, below the place. */
  folder?: string
  uid?: number | undefined
} = {}): Promise<Place> {
  const base = await temporaryFolder()
  await chmod(base, 0o755)
  const root = join(base, 'place')
  const [cwd, home, tmp, bin] = [join(root, folder), `${root}/home`, `${root}/tmp`, `${root}/bin`]
  // What a package manager keeps for later is beside the place: it may change.
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

/** Puts files below a folder, by their paths; a text that begins with `#!` is a program. */
export async function put(dir: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 })
  }
}
