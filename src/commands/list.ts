import { listTemplates } from '../blueprints/catalog.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Flags } from '../plan/flags.ts'
import { coloursFor } from '../report/colours.ts'
import { printTemplates, templatesJson } from '../report/templates.ts'
import type { Session } from './session.ts'

/** Prints the templates that can be chosen. */
export async function list(
  flags: Flags,
  { io, catalog }: Pick<Session, 'io' | 'catalog'>,
): Promise<ExitCode> {
  const templates = await listTemplates(catalog)
  io.stdout.write(
    flags.json
      ? templatesJson(templates)
      : printTemplates(templates, coloursFor(io.env, io.stdout)),
  )
  return exitCodes.ok
}
