import { readEnv, setEnv } from '../edits/env.ts'
import { errors } from '../errors.ts'
import type { Blueprint } from './blueprint.ts'
import { editFile } from './edit-file.ts'
import { limits } from './limits.ts'
import type { Tree, TreeFile } from './tree.ts'

/** Makes `.env` from `.env.example`, with a new secret for each variable that a manifest names. */
export function secretEnvironment(
  tree: Tree,
  blueprints: readonly Blueprint[],
  random: () => string,
): TreeFile | undefined {
  const example = tree.get('.env.example')?.content
  if (typeof example !== 'string') return undefined
  const wanted = blueprints.flatMap(({ id, manifest }) =>
    Object.keys(manifest.env).map((name) => ({ id, name })),
  )
  if (wanted.length > 0 && !ignoresEnvironment(tree)) {
    const problem = '.env would hold a secret, and .gitignore does not name it.'
    throw errors.templateInvalid(wanted[0]?.id ?? '', problem)
  }
  const known = readEnv(example)
  const unknown = wanted.find(({ name }) => !known.has(name))
  if (unknown) {
    const problem = `.env.example does not have the secret ${unknown.name}.`
    throw errors.templateInvalid(unknown.id, problem)
  }
  const secrets = new Map(wanted.map(({ name }) => [name, random()]))
  const blueprint = blueprints.at(-1)?.id ?? ''
  const contents = [example]
  const edited = { blueprint, path: '.env.example', contents, most: limits.editedBytes }
  return { content: editFile(edited, () => setEnv(example, secrets)), mode: 0o600, secret: true }
}

function ignoresEnvironment(tree: Tree): boolean {
  const lines = String(tree.get('.gitignore')?.content ?? '').split(/\r?\n/)
  return lines.some((line) => /^\/?\.env\*?$/.test(line.trim()))
}
