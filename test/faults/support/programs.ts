import { readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa } from 'execa'
import { type Place, put } from './place.ts'
import type { Running } from './program.ts'

/** A PATH with only these programs and a shell. */
export async function pathOfOnly(place: Place, ...names: string[]): Promise<string> {
  for (const name of ['sh', ...names]) {
    const { stdout } = await execa('which', [name])
    await symlink(stdout, join(place.bin, name))
  }
  return place.bin
}

/** Replaces a program by a script that runs another command when a word is among the arguments. */
export async function replace(
  place: Place,
  { program, word, line }: { program: string; word: string; line: string },
): Promise<void> {
  const script = [
    '#!/bin/sh',
    `case " $* " in *" ${word} "*) ${line};; esac`,
    `PATH='${process.env.PATH}' exec ${program} "$@"`,
  ]
  await put(place.bin, { [program]: `${script.join('\n')}\n` })
}

/** A shell command that signals that it started, and never ends, nor does its child. */
export function hanging(place: Place, { stubborn = false } = {}): string {
  const ignoreTerm = stubborn ? `trap '' TERM; ` : ''
  return `${ignoreTerm}touch '${signOf(place)}'; sleep 4711 & while :; do sleep 1; done`
}

/** Sends a signal once the hanging command has started. */
export function stopWhenHanging(place: Place, signal: NodeJS.Signals = 'SIGINT') {
  return async ({ child }: Running): Promise<void> => {
    while (!(await readdir(join(place.root, '..'))).includes('hanging')) await sleep(10)
    child.kill(signal)
  }
}

function signOf(place: Place): string {
  return join(place.root, '../hanging')
}
