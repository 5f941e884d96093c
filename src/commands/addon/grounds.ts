import type { Ground } from '../../authoring/addons/addon-case.ts'
import { listTemplates } from '../../blueprints/catalog.ts'
import { loadBlueprints } from '../../blueprints/load.ts'
import type { Session } from '../session.ts'

/** The template that a person named, a built-in one or a folder; else all that are built in. */
export async function groundsOf(
  typed: string | undefined,
  { catalog, cwd, io, signal }: Session,
): Promise<readonly Ground[]> {
  const names = typed === undefined ? (await listTemplates(catalog)).map(({ id }) => id) : [typed]
  const loaded = names.map(async (name): Promise<Ground> => {
    // Without a network in it, nothing is fetched.
    const blueprints = await loadBlueprints(name, catalog, cwd, { env: io.env, signal })
    return { id: blueprints.at(-1)?.id ?? name, blueprints }
  })
  return Promise.all(loaded)
}
