import { mkdtemp, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { onTestFinished } from 'vitest'
import { fault, notTried } from './fault.ts'
import { ordinaryUser } from './place.ts'

const mayMount = await tryMounting()

/** A fault that needs its own file system. If this user may not mount one, the table says so. */
export const mountedFault: typeof fault = (name, times, attempt) => {
  if (mayMount) fault(name, times, attempt)
  else notTried(name, 'this user may not mount a file system')
}

/** Mounts a file system in memory over a folder, until the test ends. */
export async function mountMemory(dir: string, options: string): Promise<void> {
  await execa('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dir])
  onTestFinished(async () => {
    await execa('umount', [dir])
  })
}

/** A fault with files of another user, which only root can create. */
export const othersFault: typeof fault = (name, times, attempt) => {
  if (ordinaryUser !== undefined) fault(name, times, attempt)
  else notTried(name, 'only root can create files of another user')
}

/** Makes another user the owner of a folder and its content. */
export async function giveAway(dir: string): Promise<void> {
  await execa('chown', ['--recursive', `${ordinaryUser}:${ordinaryUser}`, dir])
}

async function tryMounting(): Promise<boolean> {
  const dir = await mkdtemp(join(tmpdir(), 'create-app-mount-'))
  const { exitCode } = await execa('mount', ['-t', 'tmpfs', 'tmpfs', dir], { reject: false })
  if (exitCode === 0) await execa('umount', [dir])
  await rmdir(dir)
  return exitCode === 0
}
