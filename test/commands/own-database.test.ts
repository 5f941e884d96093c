import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { usesOwnDatabase } from '../../src/project/existing/own-database.ts'
import { readLeftovers } from '../../src/project/read-leftovers.ts'
import { temporaryFolder } from '../support/folders.ts'

const address = 'DATABASE_URL=postgresql://ada@localhost/shop\n'

/** A project with a package in `apps/api`. */
async function projectWith(path?: string, text = address): Promise<string> {
  const dir = await temporaryFolder()
  await mkdir(join(dir, 'apps/api'), { recursive: true })
  if (path) await writeFile(join(dir, path), text)
  return dir
}

async function asks(dir: string, env = {}) {
  const leftovers = await readLeftovers(dir)
  return usesOwnDatabase(dir, { folders: ['apps/api/'], env, leftovers })
}

it('finds a server of the person in the environment, and in each file that the scripts read', async () => {
  expect(await asks(await projectWith(), { DATABASE_URL: 'postgresql://ada@localhost/shop' })).toBe(
    true,
  )
  for (const name of ['.env', '.env.local', '.env.development', '.env.development.local']) {
    expect(await asks(await projectWith(`apps/api/${name}`)), name).toBe(true)
  }
  const linked = await projectWith('elsewhere')
  await symlink('../../elsewhere', join(linked, 'apps/api/.env'))
  expect(await asks(linked)).toBe(true)
})

it('finds none where nothing names one', async () => {
  expect(await asks(await projectWith(), { DATABASE_URL: '' })).toBe(false)
  expect(await asks(await projectWith('apps/api/.env', `# ${address}PORT=3001\n`))).toBe(false)
  expect(await asks(await projectWith('apps/api/.env', 'DATABASE_URL=\n'))).toBe(false)
  // Another package has a database of its own.
  expect(await asks(await projectWith('.env'))).toBe(false)
})
