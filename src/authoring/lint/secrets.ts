import type { Tree } from '../../model/tree.ts'
import { type Found, fileNameOf, linesOf } from './lint-finding.ts'

/** Secrets that everyone with the template could read. A finding never quotes them. */
export function secretsIn(files: Tree): readonly Found[] {
  return [...files].flatMap(([file, { content }]) => {
    const lines = linesOf(content)
    return [
      ...lines.flatMap(([line, text], at): Found[] => {
        const what = secretIn(text, file) ?? privateKeyIn(lines.slice(at, at + 6))
        if (what === undefined) return []
        const message = `This looks like ${what}. Everyone who has the template can read it.`
        return [secret({ file, line }, message, 'Remove it and revoke it at its provider.')]
      }),
      ...environmentSecrets(file, lines),
    ]
  })
}

/** Tokens and keys, by the formats that their providers document. */
const secretShapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,500}|github_pat_\w{40,500})/g],
  ['a GitLab token', /\bglpat-[\w-]{20,500}/g],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36,500}/g],
  ['a registry token', /_(?:authToken|auth|password)\s*=\s*(?!["']?\$\{)["']?[\w+/=-]{12,500}/g],
  ['an AWS key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['a Google key', /\bAIza[\w-]{35}/g],
  ['a Stripe key', /\b[rs]k_live_[A-Za-z0-9]{16,500}/g],
  [
    'a Slack token',
    /\bxox[abeoprs]-[\w-]{10,500}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{16,500}/g,
  ],
  ['an Anthropic key', /\bsk-ant-[\w-]{20,500}/g],
  ['an OpenAI key', /\bsk-(?=[\w-]*\d)(?:proj-)?[\w-]{32,500}/g],
  ['a SendGrid key', /\bSG\.[\w-]{20,500}\.[\w-]{20,500}/g],
  ['a signed token', /\beyJ[\w-]{10,500}\.eyJ[\w-]{10,500}\.[\w-]{20,500}/g],
]

function secretIn(line: string, file: string): string | undefined {
  return secretShapes.find(([, shape]) =>
    [...line.matchAll(shape)].some(([token]) => {
      return !isExample(token) && !isCalledExample(line, token, file)
    }),
  )?.[0]
}

/** Only a key that has a body: documentation often shows the first line alone. */
function privateKeyIn(lines: readonly (readonly [number, string])[]): string | undefined {
  const [[, first] = [0, '']] = lines
  const start = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.exec(first)
  if (start === null) return undefined
  const text = lines.map(([, line]) => line).join('\n')
  const body = /[A-Za-z0-9+/]{40,}/.exec(text.slice(start.index))?.[0]
  return body === undefined || isExample(body) ? undefined : 'a private key'
}

const exampleWords =
  /example|sample|dummy|placeholder|change-?_?me|replace|insert|redacted|x{4}|\byour|your[-_]|[-_]here|<|\.{3}|\*{3}|0{6}|123456|abcdefg/i

/** Tokens that are printed in public documentation: of jwt.io, and of Supabase for local development. */
const publishedTokens = /eyJzdWIiOiIxMjM0NTY3ODkw|eyJpc3MiOiJzdXBhYmFzZS1kZW1v/

/** Whether a token is obviously made up: a real one has many different characters. */
function isExample(token: string): boolean {
  if (publishedTokens.test(token) || exampleWords.test(token)) return true
  const random = token.replace(/^[A-Za-z_]+[-_=]+/, '')
  return random.length >= 12 && new Set(random).size < 8
}

/** Whether a comment or a page of documentation says on the same line that this is an example. */
function isCalledExample(line: string, token: string, file: string): boolean {
  const around = line.replace(token, '')
  const isDocumentation = /\.(?:mdx?|markdown|rst|adoc|txt)$/i.test(file)
  const isComment = /^\s*(?:\/\/|\/\*|\*|#|--|;|<!--)/.test(line)
  return (
    (isDocumentation || isComment) &&
    /\b(?:examples?|sample|dummy|fake)\b(?!\.\w)|e\.g\./i.test(around)
  )
}

/** Secrets in `.env` files, except in examples. */
function environmentSecrets(
  file: string,
  lines: readonly (readonly [number, string])[],
): readonly Found[] {
  const name = fileNameOf(file)
  if (!/^\.env(?:\.|$)/.test(name) || exampleNames.test(name)) return []
  return lines.flatMap(([line, text]): Found[] => {
    const [, key = '', value = ''] = /^\s*(?:export\s+)?([\w.]+)\s*=(.*)/.exec(text) ?? []
    if (!isSecretValue(key, unquoted(value.trim()))) return []
    const message = `${name} has a value that looks like a secret. Each project would get it.`
    const fix =
      'Move the line to .env.example, without the value: the .env of each project is made from it.'
    return [{ ...secret({ file, line }, message, fix), text: key }]
  })
}

/** A value without its quotes, or without a comment after it. */
function unquoted(value: string): string {
  const [, , inside] = /^(["'`])(.*)\1/.exec(value) ?? []
  const comment = value.search(/\s#/)
  return inside ?? (comment === -1 ? value : value.slice(0, comment).trimEnd())
}

/** `.env.example`, `.env.test.example`, `.env.example-e2e`, `.env.defaults`. */
const exampleNames = /[.-](?:example|sample|template|tmpl|dist|defaults?|schema)(?:[.-]|$)/

const publicKeys =
  /^(?:NEXT_PUBLIC|VITE|PUBLIC|REACT_APP|NUXT_PUBLIC|EXPO_PUBLIC|GATSBY|VUE_APP)_|PUBLIC_KEY|PUBLISHABLE|SITE_KEY/
const secretKeys =
  /(?:SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|SALT|KEY|KEY_BASE|(?:^|_)(?:PASS|AUTH|DSN))$/i

const localPasswords = /^(?:postgres|password|root|admin|mysql|mongo|redis|test|dev|user|guest)$/i

/** Empty values, references, numbers, switches, addresses of this machine and plain words are not secret. */
function isSecretValue(key: string, value: string): boolean {
  if (/^(?:|[#$].*|\d+|true|false)$/i.test(value)) return false
  if (publicKeys.test(key) || isLocal(value) || exampleWords.test(value)) return false
  if (/PASS(?:WORD)?$/i.test(key) && localPasswords.test(value)) return false
  const hasPassword = /^\w[\w+.-]*:\/\/[^:@/\s]*:[^@/\s]+@/.test(value)
  return hasPassword || secretKeys.test(key) || isRandom(value)
}

/** Whether an address is on this machine: a host without a dot is a container beside the project. */
function isLocal(value: string): boolean {
  const [, host = ''] = /^\w[\w+.-]*:\/\/(?:[^/?#\s]*@)?(\[[\d:]+\]|[^:/?#\s]+)/.exec(value) ?? []
  return /^(?:[\w-]+|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|host\.docker\.internal)$/.test(host)
}

/** A long word of mixed letters and digits, as generators write them; not `shop-of-ada-2024-test`. */
function isRandom(value: string): boolean {
  if (!/^[\w+/=-]{20,}$/.test(value) || /^[a-z]+(?:[-_/][a-z0-9]+)+$/.test(value)) return false
  return /\d/.test(value) && /[a-z]/i.test(value) && new Set(value).size >= 10
}

function secret(place: Pick<Found, 'file' | 'line'>, message: string, fix: string): Found {
  return { rule: 'secret', level: 'problem', ...place, message, fix }
}
