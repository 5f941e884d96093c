// How npm resolves projects that exist only in memory.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import fs from 'fs-extra'

export const lockfile = 'package-lock.json'

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']

/** One project with the dependencies of several. */
export function together(
  projects: readonly ReadonlyMap<string, string>[],
): ReadonlyMap<string, string> {
  const all = new Map<string, Record<string, unknown>>()
  for (const [path, text] of projects.flatMap((files) => [...files])) {
    if (path === lockfile) continue
    const manifest = all.get(path) ?? {}
    for (const [field, value] of Object.entries(JSON.parse(text))) {
      manifest[field] = /dependencies$/i.test(field)
        ? { ...(manifest[field] as object), ...(value as object) }
        : value
    }
    all.set(path, manifest)
  }
  return new Map([...all].map(([path, manifest]) => [path, JSON.stringify(manifest)]))
}

export function lockIn(text: string | undefined): readonly (readonly [string, string])[] {
  return text === undefined ? [] : [[lockfile, text]]
}

export async function inFolder<Result>(
  files: ReadonlyMap<string, string>,
  run: (dir: string) => Promise<Result>,
): Promise<Result> {
  const dir = await mkdtemp(join(tmpdir(), 'create-app-lock-'))
  try {
    for (const [path, text] of files) {
      await fs.ensureDir(dirname(join(dir, path)))
      await fs.writeFile(join(dir, path), text)
    }
    return await run(dir)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** @param before no version from that day or later. */
export async function resolveAll(dir: string, before: string): Promise<string> {
  const only = ['--package-lock-only', '--omit-lockfile-registry-resolved', '--before', before]
  await execa('npm', ['install', ...only, ...quiet], { cwd: dir, stdio: 'inherit' })
  return fs.readFile(join(dir, lockfile), 'utf8')
}

/** A registry may lack a package for another platform; then npm leaves it out, and `npm ci` fails. */
export async function assertComplete(dir: string): Promise<void> {
  const { exitCode, all } = await execa('npm', ['ci', '--dry-run', ...quiet], {
    cwd: dir,
    all: true,
    reject: false,
  })
  if (exitCode === 0) return
  throw new Error(`npm ci refuses the new lockfile. An earlier --before may help.\n${all}`)
}
