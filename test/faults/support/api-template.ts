import { createHash } from 'node:crypto'
import { join } from 'node:path'
import fs from 'fs-extra'
import { repository } from '../../../scripts/compose.ts'
import { runBin } from './program.ts'

/**
 * Writes the template `api` without its dependencies. A project finds them in a folder above it instead,
 * so one install serves all creations, and later runs until the dependencies change.
 * @returns the folder of the installed packages.
 */
export async function writeApiTemplate(dir: string): Promise<string> {
  await create(dir, 'api', ['--no-install', '--no-git'])
  const template = join(dir, 'api')
  const path = join(template, 'package.json')
  const { dependencies, devDependencies, ...manifest } = await fs.readJson(path)
  await fs.writeJson(path, manifest)
  for (const ours of ['.create-app.json', '.env']) await fs.remove(join(template, ours))
  return installed(JSON.stringify([dependencies, devDependencies]))
}

/** Installs the dependencies of the template, unless an earlier run did. */
async function installed(packages: string): Promise<string> {
  const key = createHash('sha256').update(packages).digest('hex').slice(0, 16)
  const kept = join(repository, 'node_modules/.cache/create-app-faults', key)
  if (!(await fs.pathExists(kept))) {
    const fresh = `${kept}-${process.pid}`
    await create(fresh, 'api', ['--no-git', '--no-verify'])
    await fs.move(fresh, kept)
  }
  return join(kept, 'api/node_modules')
}

async function create(cwd: string, dir: string, flags: readonly string[]): Promise<void> {
  await fs.ensureDir(cwd)
  const args = [dir, '--template', 'api', '--pm', 'npm', ...flags]
  const { exitCode, stdout, stderr } = await runBin(args, { cwd, ms: 600_000 })
  if (exitCode !== 0) throw new Error(`No project of the template api:\n${stdout}${stderr}`)
}
