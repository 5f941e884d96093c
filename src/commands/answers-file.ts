import { resolve } from 'node:path'
import { addAbortSignal } from 'node:stream'
import { buffer as readAll } from 'node:stream/consumers'
import * as z from 'zod/mini'
import { errors, messageOf } from '../errors/errors.ts'
import type { CreateFlags } from '../flags/flags.ts'
import { askedAgain, choiceIn, type FoundRecord, recordedTemplate } from '../model/record.ts'
import { isNodeError, textIn, textOf } from '../project/disk.ts'
import { parseRecord } from '../project/read-record.ts'
import { EncodingError } from '../text.ts'
import { refuseLater } from './recorded/recorded-version.ts'
import type { Session } from './session.ts'

const answersSchema = z.record(z.string(), z.string())

const plainFile = z.strictObject({
  template: z.optional(z.string()),
  name: z.optional(z.string()),
  title: z.optional(z.string()),
  pm: z.optional(z.string()),
  answers: z.optional(answersSchema),
})

type Reading = Pick<Session, 'io' | 'cwd' | 'signal' | 'catalog'>

type Said = z.infer<typeof plainFile>

/** Adds the answers of the `--answers` file, a record or plain JSON, to the flags. Flags override them. */
export async function withAnswers(flags: CreateFlags, reading: Reading): Promise<CreateFlags> {
  if (flags.answers === undefined) return flags
  const { pm, answers = {}, ...said } = await readAnswers(flags.answers, flags, reading)
  const typed = new Set((flags.set ?? []).map((pair) => pair.split('=')[0]))
  const open = Object.entries(answers).filter(([id]) => !typed.has(id) && id !== 'pm')
  const set = [...(flags.set ?? []), ...open.map(([id, value]) => `${id}=${value}`)]
  return {
    ...flags,
    template: flags.template ?? said.template,
    name: flags.name ?? said.name,
    title: flags.title ?? said.title,
    pm: flags.pm ?? pm ?? answers.pm,
    set,
  }
}

async function readAnswers(file: string, typed: CreateFlags, reading: Reading): Promise<Said> {
  const content = parseJson(file, await readText(file, reading))
  const record = parseRecord(content)
  if (typeof record !== 'string') return fromRecord(file, record, { typed, reading })
  const plain = plainFile.safeParse(content)
  if (plain.success) return plain.data
  if (isLikeRecord(content)) throw errors.badAnswers(file, record)
  const [issue] = plain.error.issues
  const place = issue?.path.join('.')
  throw errors.badAnswers(file, `${place ? `${place}: ` : ''}${issue?.message ?? 'not valid'}.`)
}

/** Whether a file is meant as a record, so that what is wrong with the record is said. */
function isLikeRecord(content: unknown): boolean {
  return typeof content === 'object' && content !== null && 'blueprints' in content
}

async function readText(file: string, { io, cwd, signal }: Reading): Promise<string> {
  try {
    return file === '-'
      ? textIn(await readAll(addAbortSignal(signal, io.stdin)))
      : await textOf(resolve(cwd, file))
  } catch (cause) {
    if (cause instanceof EncodingError) throw errors.badAnswers(file, `it ${cause.message}`, cause)
    const reason = isNodeError(cause) ? cause.code : messageOf(cause)
    throw errors.badAnswers(file, `${reason}.`, cause)
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw errors.badAnswers(file, 'it is not valid JSON.', cause)
  }
}

/**
 * A record does not say where a template's folder is. Without `--template` it is refused, so that no
 * built-in template of the same name is used instead.
 */
function fromRecord(
  file: string,
  record: FoundRecord,
  { typed, reading }: { typed: CreateFlags; reading: Reading },
): Said {
  const args = [...(typed.dir === undefined ? [] : [typed.dir]), '--answers', file]
  refuseLater(record, { shown: file, running: reading.catalog.version, args })
  const template = recordedTemplate(record)
  if (template?.source.startsWith('file:') && typed.template === undefined) {
    throw errors.templateElsewhere(file, template.id)
  }
  const { packageName, title, answers } = choiceIn(record)
  return { template: template && askedAgain(template), name: packageName, title, answers }
}
