import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fs from 'fs-extra'
import { errors, messageOf } from '../errors/errors.ts'

/** Works in a new folder in the system's temporary folder, which is removed afterwards. */
export async function inScratch<Value>(work: (dir: string) => Promise<Value>): Promise<Value> {
  const dir = await openScratch()
  try {
    return await work(dir)
  } finally {
    await fs.rm(dir, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function openScratch(): Promise<string> {
  try {
    return await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'create-app-')))
  } catch (cause) {
    throw errors.writeFailed(tmpdir(), messageOf(cause), cause)
  }
}
