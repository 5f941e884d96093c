import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import type { Session } from '../commands/session.ts'
import { errors } from '../errors/errors.ts'
import type { ExitCode } from '../errors/exit-codes.ts'
import type { CreateFlags, Flags } from '../flags/flags.ts'
import type { IO } from '../io.ts'
import { isNodeError, kindAt } from '../project/disk.ts'
import type { Invocation } from './parse.ts'

/** What `run` knows of the outside. */
export type Outside = Omit<Session, 'cwd' | 'random'>

/** What is not answered at once. */
export type Performed = Exclude<Invocation, { readonly command: 'help' | 'version' }>

/** Each command but those that are answered at once; it is loaded when it is asked for. */
export async function performCommand(invocation: Performed, from: Outside): Promise<ExitCode> {
  const outside = { ...from, random: secret }
  const { io, report } = outside
  const { flags } = invocation
  switch (invocation.command) {
    case 'list': {
      const { list } = await import('../commands/list.ts')
      return list(flags, outside)
    }
    case 'completion': {
      const { completion } = await import('../commands/completion.ts')
      return completion(invocation.shell, outside)
    }
    case 'template': {
      const { template } = await import('../commands/template/template.ts')
      return template(invocation, { ...outside, cwd: await folderOf(flags, io) })
    }
    case 'doctor': {
      const cwd = await folderOf(flags, io)
      const said = await fullFlags(invocation.flags, cwd, from)
      const { doctor } = await import('../commands/doctor.ts')
      return doctor(said, { ...outside, cwd })
    }
    case 'resume': {
      report.open()
      const cwd = await folderOf(flags, io)
      const { readRecord } = await import('../project/read-record.ts')
      const record = await readRecord(invocation.flags.dir, cwd)
      const { resume } = await import('../commands/resume.ts')
      return resume(invocation.flags, record, { ...outside, cwd })
    }
    case 'create': {
      report.open()
      const cwd = await folderOf(flags, io)
      const said = await fullFlags(invocation.flags, cwd, from)
      const { create } = await import('../commands/create.ts')
      return create(said, { ...outside, cwd })
    }
  }
}

async function fullFlags(flags: CreateFlags, cwd: string, { io, signal }: Outside) {
  if (flags.answers === undefined) return flags
  const { withAnswers } = await import('./answers-file.ts')
  return withAnswers(flags, { io, cwd, signal })
}

async function folderOf(flags: Flags, io: IO): Promise<string> {
  const cwd = resolve(hereOf(io), flags.cwd ?? '.')
  if (flags.cwd !== undefined && (await kindAt(cwd)) !== 'folder') {
    throw errors.noSuchFolder('--cwd', flags.cwd)
  }
  return cwd
}

function hereOf(io: IO): string {
  try {
    return io.cwd()
  } catch (error) {
    // Somebody removed the folder that the shell still stands in.
    if (isNodeError(error)) throw errors.cannotRead('This folder', error)
    throw error
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}
