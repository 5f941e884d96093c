import { catchAppError, errors } from '../errors/errors.ts'
import { valueProblem } from '../generators/param-values.ts'
import { filtered } from '../generators/words/words.ts'
import { nameParam } from '../model/generated/generator.ts'
import type { FoundRecord } from '../model/record.ts'
import type { Target } from '../plan/target.ts'
import { type Leftovers, readLeftovers } from '../project/read-leftovers.ts'
import { projectTarget } from '../project/read-target.ts'
import { openAnyProject } from './recorded/open-any.ts'
import type { Session } from './session.ts'

/** The folder that generators and add-ons are written in. */
export type AuthorsProject = {
  readonly target: Target
  readonly leftovers: Leftovers
  readonly isProject: boolean
  readonly record: Pick<FoundRecord, 'createApp' | 'blueprints'> | undefined
}

/** The project that the current folder is in; the current folder itself where there is no project. */
export async function openAuthorsProject({
  cwd,
  io,
}: Pick<Session, 'cwd' | 'io'>): Promise<AuthorsProject> {
  const found = await catchAppError(openAnyProject(undefined, { cwd, io }))
  if (!(found instanceof Error)) {
    return { ...found, isProject: true }
  }
  if (found.code !== errors.noProject('').code) throw found
  const leftovers = await readLeftovers(cwd)
  const target = projectTarget(cwd, { from: io.cwd(), leftovers })
  return { target, leftovers, isProject: false, record: undefined }
}

/** The id of a new generator or add-on, from the name that a person typed. */
export function idFrom(typed: string): string {
  if (typed.includes('/') || valueProblem(nameParam, typed) !== undefined) {
    throw errors.badFlagValue('<name>', typed, 'letters, digits and -, starting with a letter')
  }
  return filtered(typed, ['kebab'])
}
