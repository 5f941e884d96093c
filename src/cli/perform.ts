import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import type { Session } from '../commands/session.ts'
import { errors } from '../errors/errors.ts'
import type { ExitCode } from '../errors/exit-codes.ts'
import type { IO } from '../io.ts'
import { isNodeError, kindAt } from '../project/disk.ts'
import type { CommandTable } from './command-table.ts'
import type { Call } from './parse.ts'

/** What a command gets from `run`. */
export type Outside = Omit<Session, 'cwd' | 'random' | 'commands'> & {
  readonly commands: CommandTable
}

/** Loads a command and carries it out. */
export async function perform(call: Call, outside: Outside): Promise<ExitCode> {
  const { command, words, flags, params } = call
  const load = outside.commands[command]?.load
  if (load === undefined) throw new Error(`The command ${command} cannot be loaded.`)
  const cwd = await findFolder(flags.cwd, outside.io)
  const performLoaded = await load()
  // `row` made sure that the function takes the arguments that its `words` describe, and the parser built these from them.
  return performLoaded({ words, flags, params } as never, { ...outside, cwd, random })
}

async function findFolder(typed: string | undefined, io: IO): Promise<string> {
  const cwd = resolve(currentFolder(io), typed ?? '.')
  if (typed !== undefined && (await kindAt(cwd)) !== 'folder') {
    throw errors.noSuchFolder('--cwd', typed)
  }
  return cwd
}

function currentFolder(io: IO): string {
  try {
    return io.cwd()
  } catch (error) {
    // Another process removed the folder that the shell is in.
    if (isNodeError(error)) throw errors.cannotRead('the current folder', error)
    throw error
  }
}

function random(): string {
  return randomBytes(32).toString('base64url')
}
