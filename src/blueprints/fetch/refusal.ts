import { type AppError, errors } from '../../errors/errors.ts'
import type { Answer } from './download.ts'
import type { Token } from './token.ts'

type RefusedRequest = {
  /** The source as a person writes it. */
  readonly name: string
  readonly host: string
  readonly token: Token
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Explains why a server sent no tarball, and what a person can do. */
export function refusal({ status, headers }: Answer, asked: RefusedRequest): AppError {
  const { name, host, token } = asked
  const variables = token.variables.join(' or ')
  const answer = `the host answered ${status}`
  if (status === 429 || (status === 403 && isLimit(headers))) {
    return errors.rateLimited(name, { host, wait: waitOf(headers, asked.now), variables })
  }
  if (token.variable !== undefined && (status === 401 || status === 403)) {
    return errors.tokenRefused(name, token.variable)
  }
  if ([200, 401, 403, 404, 410].includes(status)) {
    const how = `If it is private, set ${variables} to a token that may read it.`
    const said = status === 200 ? 'the host sent a web page' : answer
    return errors.templateNotFound(name, said, how)
  }
  return errors.templateUnreachable(
    name,
    status === 407 ? 'the proxy requires a login (407)' : answer,
  )
}

function isLimit(headers: Answer['headers']): boolean {
  return headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined
}

/** How long the server asks to wait: `90 seconds`; undefined when it does not say. */
function waitOf(headers: Answer['headers'], now: number): string | undefined {
  const after = Number(headers['retry-after'])
  const reset = Number(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'])
  const seconds = after || Math.ceil(reset - now / 1000)
  if (!(seconds > 0)) return undefined
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}
