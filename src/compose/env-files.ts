import { readEnv, setEnv } from '../edits/env.ts'
import { errors } from '../errors/errors.ts'
import { type Blueprint, folderOf, laidFolders } from '../model/blueprint.ts'
import { limits } from '../model/limits.ts'
import type { Tree, TreeFile } from '../model/tree.ts'
import { editFile, readText } from './edit-file.ts'
import { pathIn } from './place.ts'

/** Makes each `.env` from its `.env.example`, with a new secret for each variable that a manifest names. */
export function secretEnvironments(
  tree: Tree,
  blueprints: readonly Blueprint[],
  random: () => string,
): Tree {
  return new Map(
    laidFolders(blueprints).flatMap((folder): [string, TreeFile][] => {
      const path = pathIn(folder, '.env.example')
      const file = tree.get(path)
      const laid = blueprints.filter((blueprint) => folderOf(blueprint) === folder)
      const isWanted = laid.some(({ manifest }) => Object.keys(manifest.env).length > 0)
      const env = pathIn(folder, '.env')
      // Some templates have a .env of their own, with values that are no secrets.
      const isTheirs = !isWanted && (tree.has(env) || typeof file?.content !== 'string')
      if (file === undefined || isTheirs) return []
      const blueprint = laid.at(-1)?.id ?? ''
      const example = readText(file, path, blueprint)
      return [[env, secretEnvironment(example, laid, random)]]
    }),
  )
}

function secretEnvironment(
  example: string,
  blueprints: readonly Blueprint[],
  random: () => string,
): TreeFile {
  const wanted = blueprints.flatMap(({ id, manifest }) =>
    Object.keys(manifest.env).map((name) => ({ id, name })),
  )
  const known = readEnv(example)
  const unknown = wanted.find(({ name }) => !known.has(name))
  if (unknown) {
    const problem = `.env.example does not contain the secret ${unknown.name}.`
    throw errors.templateInvalid(unknown.id, problem)
  }
  const secrets = new Map(wanted.map(({ name }) => [name, random()]))
  const blueprint = blueprints.at(-1)?.id ?? ''
  const contents = [example]
  const edited = { blueprint, path: '.env.example', contents, most: limits.editedBytes }
  return { content: editFile(edited, () => setEnv(example, secrets)), mode: 0o600, secret: true }
}
