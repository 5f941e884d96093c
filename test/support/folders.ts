import { mkdtemp, readdir, readFile, readlink, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { onTestFinished } from 'vitest'

/** A new temporary folder, removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'create-app-test-')))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

/** Every file below a folder with its content and mode, without `.git` and `node_modules`. */
export async function snapshot(dir: string): Promise<Record<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const files: [string, string][] = []
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name).slice(dir.length + 1)
    if (!entry.isFile() || /(^|\/)(\.git|node_modules)(\/|$)/.test(path)) continue
    const { mode } = await stat(join(dir, path))
    const content = await readFile(join(dir, path), 'latin1')
    files.push([path, `${(mode & 0o777).toString(8)} ${content}`])
  }
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The processes that are running in a folder. */
export async function programsIn(dir: string): Promise<readonly string[]> {
  const { stdout } = await execa('ps', ['-eo', 'pid='])
  const folders = stdout.split('\n').map(async (pid) => {
    return readlink(`/proc/${pid.trim()}/cwd`).catch(() => '')
  })
  return (await Promise.all(folders)).filter((folder) => folder.startsWith(dir))
}
