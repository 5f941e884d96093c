import { placeholdersIn } from '../../compose/render.ts'
import { closestTo } from '../../flags/suggest.ts'
import type { Tree } from '../../model/tree.ts'
import { linesOf, type TemplateFinding } from './lint-finding.ts'

/** Unknown placeholders, in contents and in paths. */
export function unknownPlaceholders(
  files: Tree,
  known: readonly string[],
): readonly TemplateFinding[] {
  return [...files].flatMap(([path, { content }]) => {
    const places: readonly (readonly [number | undefined, string])[] = [
      [undefined, path],
      ...linesOf(content),
    ]
    return places.flatMap(([line, text]) =>
      [...new Set(placeholdersIn(text))]
        .filter((name) => !known.includes(name))
        .map((name) => unknown(name, path, line, closestTo(name, known))),
    )
  })
}

function unknown(
  name: string,
  file: string,
  line: number | undefined,
  near: string | undefined,
): TemplateFinding {
  const otherwise =
    'Add a question with that id. If it is not a placeholder, write it in lower case.'
  return {
    rule: 'placeholder',
    level: 'problem',
    file,
    line,
    message: `Unknown placeholder {{${name}}}: it is not built in, and no question has that id.`,
    fix: near === undefined ? otherwise : `Did you mean {{${near}}}?`,
  }
}

/**
 * Paths of the author's machine.
 * @param own known absolute paths: the home folder, the template's folder.
 */
export function absolutePaths(files: Tree, own: readonly string[]): readonly TemplateFinding[] {
  // A folder directly below the root is too common: /root, /tmp.
  const known = own.filter((path) => path.split(/[\\/]/).length > 2)
  return [...files].flatMap(([file, { content }]) =>
    linesOf(content).flatMap(([line, text]): TemplateFinding[] => {
      const path = known.find((one) => text.includes(one)) ?? homeFolderIn(text)
      if (path === undefined) return []
      const message = `${path} is a path that exists only on one machine.`
      const fix = 'Make it relative to the project, or read it from an environment variable.'
      return [{ rule: 'absolute-path', level: 'problem', file, line, message, fix }]
    }),
  )
}

/** A home folder; the usual ones of container images and CI do not count. */
function homeFolderIn(text: string): string | undefined {
  return homes.exec(text)?.[0]
}

const commonUsers = 'node|runner|vscode|app|user|you|your-name|nextjs|appuser|circleci|gitpod'
const unixHomes = `(?:file://|(?<![\\w.:/@~-]))/(?:home|Users)/(?!(?:${commonUsers})\\b)[\\w.-]+/[\\w./-]*`
const windowsHomes = '\\b[A-Za-z]:\\\\{1,2}Users\\\\{1,2}[\\w.-]+'
const homes = new RegExp(`${unixHomes}|${windowsHomes}`)

/** Tokens and keys, by the formats that their providers document. */
const secretShapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})/],
  ['a GitLab token', /\bglpat-[\w-]{20,}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36,}/],
  ['a registry token', /_(?:authToken|auth|password)\s*=\s*(?!["']?\$\{)["']?[\w+/=-]{12,}/],
  ['an AWS key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a Google key', /\bAIza[\w-]{35}/],
  ['a Stripe key', /\b[rs]k_live_[A-Za-z0-9]{16,}/],
  ['a Slack token', /\bxox[abeoprs]-[\w-]{10,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{16,}/],
  ['an OpenAI key', /\bsk-(?:proj-)?[A-Za-z0-9_-]{32,}/],
  ['an Anthropic key', /\bsk-ant-[\w-]{20,}/],
  ['a SendGrid key', /\bSG\.[\w-]{20,}\.[\w-]{20,}/],
  ['a signed token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/],
]

/** Secrets that everyone with the template could read. The message never quotes them. */
export function secretsIn(files: Tree): readonly TemplateFinding[] {
  return [...files].flatMap(([file, { content }]) => [
    ...linesOf(content).flatMap(([line, text]): TemplateFinding[] => {
      const what = secretShapes.find(([, shape]) => shape.test(text))?.[0]
      if (what === undefined) return []
      const fix = 'Remove it and revoke it at its provider, because it was stored in a file.'
      return [secret(file, line, `This line contains what looks like ${what}.`, fix)]
    }),
    ...ownEnvironment(file, content),
  ])
}

/** `.env` files, except examples. */
function ownEnvironment(file: string, content: string | Uint8Array): readonly TemplateFinding[] {
  const name = file.slice(file.lastIndexOf('/') + 1)
  if (!/^\.env(?:\.|$)/.test(name) || /\.(?:example|sample|template|dist)$/.test(name)) return []
  const set = linesOf(content).find(([, text]) => /^\s*(?:export\s+)?\w+\s*=\s*\S/.test(text))
  const message = `${name} contains the values of one machine and would be copied to every project.`
  const fix =
    'Use .env.example instead. create-app writes the .env of each project from it, with new secrets.'
  return [secret(file, set?.[0], message, fix)]
}

function secret(
  file: string,
  line: number | undefined,
  message: string,
  fix: string,
): TemplateFinding {
  return { rule: 'secret', level: 'problem', file, line, message, fix }
}

/** GitHub Actions that are not pinned, so that their owners can change what a workflow runs. */
export function unpinnedActions(files: Tree): readonly TemplateFinding[] {
  const workflows = [...files].filter(([path]) => /(?:^|\/)\.github\/.*\.ya?ml$/.test(path))
  return workflows.flatMap(([file, { content }]) =>
    linesOf(content).flatMap(([line, text]): TemplateFinding[] => {
      const [, action] = /^\s*(?:-\s+)?uses:\s*["']?([^\s"'#]+)/.exec(text) ?? []
      if (action === undefined || isPinned(action)) return []
      const message = `${action} is not pinned and can change at any time.`
      const fix = 'Pin it to a full commit SHA, with the version in a comment.'
      return [{ rule: 'unpinned-action', level: 'problem', file, line, message, fix }]
    }),
  )
}

function isPinned(action: string): boolean {
  return action.startsWith('./') || /@(?:[0-9a-f]{40}|sha256:[0-9a-f]{64})$/.test(action)
}
