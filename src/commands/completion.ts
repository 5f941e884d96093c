import { listTemplates } from '../blueprints/catalog.ts'
import { type ExitCode, exitCodes } from '../errors/exit-codes.ts'
import type { Shell } from '../flags/flags.ts'
import { completionScript } from '../report/completion/completion-script.ts'
import type { Session } from './session.ts'

/** Prints the script that makes a shell complete our command line. */
export async function completion(
  shell: Shell,
  { io, catalog }: Pick<Session, 'io' | 'catalog'>,
): Promise<ExitCode> {
  const templates = await listTemplates(catalog)
  io.stdout.write(completionScript(shell, templates))
  return exitCodes.ok
}
