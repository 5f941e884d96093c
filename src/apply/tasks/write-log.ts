import { join } from 'node:path'
import fs from 'fs-extra'
import type { TaskResult } from '../../plan/event.ts'

/** Writes what the tasks printed to a file of its own and returns its path. */
export async function writeLog(dir: string, tasks: readonly TaskResult[]): Promise<string> {
  const folder = await fs.mkdtemp(join(dir, 'create-app-'))
  const path = join(folder, 'create-app.log')
  const text = tasks.map(({ command, status, output }) => `$ ${command}\n${output}[${status}]\n`)
  try {
    await fs.writeFile(path, text.join('\n'))
    return path
  } catch (error) {
    await fs.remove(folder)
    throw error
  }
}
