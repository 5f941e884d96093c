import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
// @ts-expect-error: plain JavaScript, because Node runs it before the build.
import { packTemplates } from '../../scripts/build/pack.mjs'
import type { Catalog } from '../../src/blueprints/catalog.ts'
import { fixtures } from './fixtures.ts'
import { temporaryFolder } from './folders.ts'
import { type ShelfFiles, writeFiles } from './shelves.ts'
import { type Entry, hostTarball } from './tarballs.ts'

/** The small templates of a release of create-app, with other files in some places. */
export async function catalogWith(version: string, files: ShelfFiles = {}): Promise<Catalog> {
  const dir = await temporaryFolder()
  await cp(fixtures.dir, dir, { recursive: true })
  await writeFiles(dir, files)
  return { dir, version }
}

/** The files of the package of a release. */
export async function packageOf({ dir, version }: Catalog): Promise<Record<string, Entry>> {
  const pack = join(await temporaryFolder(), 'templates.br')
  await packTemplates(dir, pack)
  const manifest = { name: 'create-app', version, bin: { 'create-app': 'dist/create-app.cjs' } }
  return {
    'package.json': JSON.stringify(manifest),
    'dist/create-app.cjs': '',
    'dist/templates.br': { content: await readFile(pack) },
  }
}

/** A package as npm publishes it. */
export function packageTarball(files: Readonly<Record<string, Entry>>): Buffer {
  return hostTarball(files, { top: 'package' })
}
