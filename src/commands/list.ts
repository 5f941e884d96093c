import { listTemplates } from '../blueprints/catalog.ts'
import { type ExitCode, exitCodes } from '../errors/exit-codes.ts'
import type { Asked } from '../flags/command-entry.ts'
import { coloursFor } from '../report/human/colours.ts'
import { printTemplates, templatesJson } from '../report/human/template-list.ts'
import type { Session } from './session.ts'

/** Prints the templates that can be chosen. */
export async function list(
  { flags }: Asked<''>,
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
