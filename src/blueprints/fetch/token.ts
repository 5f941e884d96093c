import type { IO } from '../../io.ts'
import type { Source } from '../../model/source.ts'

/** The person's token for a source, and the variables that may hold it. */
export type Token = {
  readonly variables: readonly string[]
  /** The first of them that is set. */
  readonly variable: string | undefined
  readonly value: string | undefined
}

/** Reads the token from giget's variable, or from GitHub's own. */
export function tokenFor(source: Source, env: IO['env']): Token {
  const isGithub = source.kind === 'host' && source.host === 'github'
  const variables = isGithub ? ['GIGET_AUTH', 'GITHUB_TOKEN'] : ['GIGET_AUTH']
  const variable = variables.find((name) => env[name])
  return { variables, variable, value: variable === undefined ? undefined : env[variable] }
}
