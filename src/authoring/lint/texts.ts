import { placeholdersIn } from '../../compose/render.ts'
import { closestTo } from '../../flags/suggest.ts'
import type { Tree } from '../../model/tree.ts'
import { linesOf, type TemplateFinding } from './lint-finding.ts'

/** Placeholders that nobody fills, in contents and in paths. */
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
  const otherwise = 'Ask a question of that id, or write it in small letters, which are left alone.'
  return {
    rule: 'placeholder',
    level: 'problem',
    file,
    line,
    message: `Nothing fills {{${name}}}: it is none of ours, and no question has that id.`,
    fix: near === undefined ? otherwise : `Did you mean {{${near}}}?`,
  }
}

/**
 * Paths of the author's machine.
 * @param own absolute paths that are known to be: the home, the template's folder.
 */
export function absolutePaths(files: Tree, own: readonly string[]): readonly TemplateFinding[] {
  // A folder right below the root is too common a name: /root, /tmp.
  const known = own.filter((path) => path.split(/[\\/]/).length > 2)
  return [...files].flatMap(([file, { content }]) =>
    linesOf(content).flatMap(([line, text]): TemplateFinding[] => {
      const path = known.find((one) => text.includes(one)) ?? somebodysPath(text)
      if (path === undefined) return []
      const message = `${path} is a path of one machine.`
      const fix = 'Write it relative to the project, or take it from the environment.'
      return [{ rule: 'absolute-path', level: 'problem', file, line, message, fix }]
    }),
  )
}

/** A folder below that of all homes; those of images and of continuous integration are nobody's. */
function somebodysPath(text: string): string | undefined {
  return homes.exec(text)?.[0]
}

const nobody = 'node|runner|vscode|app|user|you|your-name|nextjs|appuser|circleci|gitpod'
const unixHomes = `(?:file://|(?<![\\w.:/@~-]))/(?:home|Users)/(?!(?:${nobody})\\b)[\\w.-]+/[\\w./-]*`
const windowsHomes = '\\b[A-Za-z]:\\\\{1,2}Users\\\\{1,2}[\\w.-]+'
const homes = new RegExp(`${unixHomes}|${windowsHomes}`)

/** Tokens and keys, by the shapes that those who give them out made known. */
const secretShapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})/],
  ['a token of GitLab', /\bglpat-[\w-]{20,}/],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36,}/],
  ['a registry’s token', /_(?:authToken|auth|password)\s*=\s*(?!["']?\$\{)["']?[\w+/=-]{12,}/],
  ['a key of AWS', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a key of Google', /\bAIza[\w-]{35}/],
  ['a key of Stripe', /\b[rs]k_live_[A-Za-z0-9]{16,}/],
  [
    'a token of Slack',
    /\bxox[abeoprs]-[\w-]{10,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{16,}/,
  ],
  ['a key of OpenAI', /\bsk-(?:proj-)?[A-Za-z0-9_-]{32,}/],
  ['a key of Anthropic', /\bsk-ant-[\w-]{20,}/],
  ['a key of SendGrid', /\bSG\.[\w-]{20,}\.[\w-]{20,}/],
  ['a signed token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/],
]

/** What would be known to everybody who has the template. It is never repeated. */
export function secretsIn(files: Tree): readonly TemplateFinding[] {
  return [...files].flatMap(([file, { content }]) => [
    ...linesOf(content).flatMap(([line, text]): TemplateFinding[] => {
      const what = secretShapes.find(([, shape]) => shape.test(text))?.[0]
      if (what === undefined) return []
      const fix = 'Remove it, and take it back where you got it: it has been in a file.'
      return [secret(file, line, `Here is what looks like ${what}.`, fix)]
    }),
    ...ownEnvironment(file, content),
  ])
}

/** `.env` and such, but for the one that shows what there is to set. */
function ownEnvironment(file: string, content: string | Uint8Array): readonly TemplateFinding[] {
  const name = file.slice(file.lastIndexOf('/') + 1)
  if (!/^\.env(?:\.|$)/.test(name) || /\.(?:example|sample|template|dist)$/.test(name)) return []
  const set = linesOf(content).find(([, text]) => /^\s*(?:export\s+)?\w+\s*=\s*\S/.test(text))
  const message = `${name} holds values of one machine, and would be in every project.`
  const fix =
    'Keep .env.example instead: each project’s .env is made from it, with secrets of its own.'
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

/** Actions that somebody else could change under a project's workflow. */
export function unpinnedActions(files: Tree): readonly TemplateFinding[] {
  const workflows = [...files].filter(([path]) => /(?:^|\/)\.github\/.*\.ya?ml$/.test(path))
  return workflows.flatMap(([file, { content }]) =>
    linesOf(content).flatMap(([line, text]): TemplateFinding[] => {
      const [, action] = /^\s*(?:-\s+)?uses:\s*["']?([^\s"'#]+)/.exec(text) ?? []
      if (action === undefined || isPinned(action)) return []
      const message = `${action} may be something else tomorrow.`
      const fix = 'Pin it by the whole SHA of a commit, with the version in a comment.'
      return [{ rule: 'unpinned-action', level: 'problem', file, line, message, fix }]
    }),
  )
}

function isPinned(action: string): boolean {
  return action.startsWith('./') || /@(?:[0-9a-f]{40}|sha256:[0-9a-f]{64})$/.test(action)
}
