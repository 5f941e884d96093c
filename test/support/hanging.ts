import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from './folders.ts'

/** A PATH on which a program prints a message and hangs at an argument; otherwise it runs the real program. */
export async function pathWithHanging(
  program: string,
  word: string,
  says = `no end of ${word}`,
): Promise<string> {
  const folder = await temporaryFolder()
  const path = process.env.PATH ?? ''
  const script = [
    '#!/bin/sh',
    `case " $* " in *" ${word} "*) echo "${says}"; exec sleep 4711;; esac`,
    `PATH='${path}' exec ${program} "$@"`,
  ]
  await writeFile(join(folder, program), `${script.join('\n')}\n`)
  await chmod(join(folder, program), 0o755)
  return `${folder}:${path}`
}
