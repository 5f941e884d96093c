import { delimiter, dirname, join } from 'node:path'
import type { IO } from '../io.ts'
import { bytesOf, isNodeError, realPathOf } from './disk.ts'

/**
 * The version of the npm on the PATH, read from its package.json: starting npm takes longer than making a
 * project. Undefined when the program named npm is something else, which has to be started to know.
 */
export async function npmVersion(env: IO['env']): Promise<string | undefined> {
  const command = await firstOnPath('npm', env)
  if (command === undefined || !command.endsWith(join('npm', 'bin', 'npm-cli.js'))) return undefined
  const manifest = await bytesOf(join(dirname(command), '..', 'package.json'))
  return manifest && versionIn(manifest.toString())
}

/** The program that a command's name starts, with every link followed. */
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
