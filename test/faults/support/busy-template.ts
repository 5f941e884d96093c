import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Writes a template with enough files to kill a run while it writes and moves them. */
export async function writeBusyTemplate(dir: string): Promise<void> {
  await cp(join(import.meta.dirname, '../templates/busy'), dir, { recursive: true })
  for (let folder = 0; folder < 12; folder++) {
    await mkdir(join(dir, `notes/${folder}`), { recursive: true })
    for (let note = 0; note < 20; note++) {
      await writeFile(join(dir, `notes/${folder}/${note}.txt`), `Note ${note} of ${folder}.\n`)
    }
  }
}
