import { listTemplates } from '../blueprints/catalog.ts'
import { type ExitCode, exitCodes } from '../errors.ts'
import type { Flags } from '../plan/flags.ts'
import { printTemplates, templatesJson } from '../report/templates.ts'
import type { Session } from './session.ts'

/** Prints the templates that can be chosen. */
export async function list(flags: Flags, { io, catalog }: Session): Promise<ExitCode> {
  const templates = await listTemplates(catalog)
  io.stdout.write(flags.json ? templatesJson(templates) : printTemplates(templates))
  return exitCodes.ok
}
