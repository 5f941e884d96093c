import { delimiter, dirname, join } from 'node:path'
import type { IO } from '../io.ts'
import { bytesOf, isNodeError, realPathOf } from './disk.ts'

/**
 * The version of the npm that a command line would run, read where it lies: to ask npm itself takes longer
 * than to make a project. undefined when what is called npm is something else, which must be asked.
 */
export async function npmVersion(env: IO['env']): Promise<string | undefined> {
  const command = await firstOnPath('npm', env)
  if (command === undefined || !command.endsWith(join('npm', 'bin', 'npm-cli.js'))) return undefined
  const manifest = await bytesOf(join(dirname(command), '..', 'package.json'))
  return manifest && versionIn(manifest.toString())
}

/** What a command's name stands for, with every link followed. */
async function firstOnPath(name: string, { PATH = '' }: IO['env']): Promise<string | undefined> {
  for (const folder of PATH.split(delimiter)) {
    try {
      return await realPathOf(join(folder, name))
    } catch (error) {
      if (!isNodeError(error)) throw error
    }
  }
  return undefined
}

function versionIn(manifest: string): string | undefined {
  try {
    const { name, version } = JSON.parse(manifest) as { name?: unknown; version?: unknown }
    return name === 'npm' && typeof version === 'string' ? version : undefined
  } catch {
    return undefined
  }
}
