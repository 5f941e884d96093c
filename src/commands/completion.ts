import { builtInAddons } from '../blueprints/addons/load-addon.ts'
import { listTemplates } from '../blueprints/catalog.ts'
import { builtInGenerators } from '../blueprints/generators/find-generators.ts'
import { errors } from '../errors/errors.ts'
import { type ExitCode, exitCodes } from '../errors/exit-codes.ts'
import type { Asked } from '../flags/command-entry.ts'
import { closestTo } from '../flags/suggest.ts'
import { completionScript } from '../report/completion/completion-script.ts'
import { offerOf } from '../report/completion/offer.ts'
import { shells } from '../report/completion/shells.ts'
import type { Session } from './session.ts'

/** Prints the script with which a shell completes create-app's command line. */
export async function completion(
  { words }: Asked<'<shell>'>,
  { io, catalog, commands }: Pick<Session, 'io' | 'catalog' | 'commands'>,
): Promise<ExitCode> {
  const shell = shells.find((name) => name === words.shell)
  if (shell === undefined) {
    throw errors.unknownShell(words.shell, shells, closestTo(words.shell, shells))
  }
  const templates = (await listTemplates(catalog)).map(({ id }) => id)
  const known = (await builtInGenerators({ catalog })).flatMap(({ id, aliases }) => [
    id,
    ...aliases,
  ])
  const generators = [...new Set(known)]
  const addons = (await builtInAddons(catalog)).map(({ id }) => id)
  io.stdout.write(completionScript(shell, offerOf(commands, { templates, generators, addons })))
  return exitCodes.ok
}
