import { type AppError, errors } from '../../errors/errors.ts'
import type { Answer } from './download.ts'
import type { Token } from './token.ts'

type RefusedRequest = {
  /** What the template is called. */
  readonly name: string
  readonly token: Token
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Says what it means that a server gave no tarball, and what a person can do. */
export function refusal({ status, headers }: Answer, asked: RefusedRequest): AppError {
  const { name, token } = asked
  const variables = token.variables.join(' or ')
  const answer = `the host answered ${status}`
  if (status === 429 || (status === 403 && isLimit(headers))) {
    const how = `set ${variables}.`
    return errors.rateLimited(name, waitOf(headers, asked.now), how)
  }
  if (token.variable !== undefined && (status === 401 || status === 403)) {
    return errors.tokenRefused(name, token.variable)
  }
  if ([200, 401, 403, 404, 410].includes(status)) {
    const how = `For a private one set ${variables} to a token that may read it.`
    const said = status === 200 ? 'the host answered with a web page' : answer
    return errors.templateNotFound(name, said, how)
  }
  return errors.templateUnreachable(name, status === 407 ? 'the proxy asks who you are' : answer)
}

function isLimit(headers: Answer['headers']): boolean {
  return headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined
}

/** How long the server wants to be left alone, in words that go on a sentence. */
function waitOf(headers: Answer['headers'], now: number): string {
  const after = Number(headers['retry-after'])
  const reset = Number(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'])
  const seconds = after || Math.ceil(reset - now / 1000)
  if (!(seconds > 0)) return ''
  return seconds < 120 ? ` for ${seconds} seconds` : ` for ${Math.ceil(seconds / 60)} minutes`
}
