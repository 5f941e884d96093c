import { readFields } from '../edits/json/json.ts'
import { spanAt } from '../edits/json/json-place.ts'
import { limits } from '../model/limits.ts'
import { allLockfiles } from '../model/package-manager.ts'
import type { Tree } from '../model/tree.ts'

/** A text of a template that belongs to the template itself, and not to the projects made from it. */
export type OldName = {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** Where the text begins in the line, from 1. */
  readonly column: number
  readonly text: string
  /** Whether it can only be the name of the package, so that another name may stand there instead. */
  readonly certain: boolean
}

/** The name that a template's package.json has; undefined for a placeholder, and where there is none. */
export function packageNameIn(files: Tree): string | undefined {
  const content = files.get('package.json')?.content
  const { name } = typeof content === 'string' ? readFields(content) : {}
  return typeof name === 'string' && /^(?:@[\w.-]+\/)?[\w.-]+$/.test(name) ? name : undefined
}

/**
 * Every place in which the name of the template's package is a whole word, except where a creation sets it (the `name`
 * of package.json, lockfiles) and where `authorsIn` finds it. A name of one word may mean anything, so only its certain
 * places count.
 */
export function oldNamesIn(files: Tree): readonly OldName[] {
  const name = packageNameIn(files)
  if (name === undefined) return []
  const short = name.slice(name.indexOf('/') + 1)
  const names = [...new Set([name, short])].filter((one) => !commonNames.test(one))
  if (names.length === 0) return []
  const words = short.split(/[-_.]+/).map(escaped)
  const shapes = {
    // The name with its scope comes first, so that its second part is not found again.
    name: new RegExp(`(?<![\\w-]|@[\\w.-]+/)(?:${names.map(escaped).join('|')})(?![\\w-])`, 'g'),
    title: new RegExp(`^${words.join('[ -]')}$`, 'i'),
  }
  // The native code of an app repeats the name that app.json has.
  const isNative = [...files.keys()].some((path) => /^(?:ios|android)\//.test(path))
  const isDependency = dependenciesIn(files).has(name)
  return [...files].flatMap(([file, { content }]) => {
    if (typeof content !== 'string' || isLockfilePath(file)) return []
    if (content.length > limits.editedBytes) return []
    const searched = isManifestOfPackage(file) ? withoutFields(content, file) : content
    const places = searched.split('\n').flatMap((text, at) => {
      // Nobody writes such a line by hand.
      if (text.length > mostLetters) return []
      const found = namesInLine(text, { file, shape: shapes.name })
      const others = found.length > 0 || words.length < 2 ? [] : titleIn(text, file, shapes.title)
      return [...found, ...others].map((one) => ({ file, line: at + 1, ...one }))
    })
    // Settings that name the package in several ways have to keep them equal.
    const isMixed =
      isSettings.test(file) && !isManifestOfPackage(file) && places.some(({ certain }) => !certain)
    const isFixed = isMixed || isDependency || (isNative && file === 'app.json')
    return isFixed ? places.map((place) => ({ ...place, certain: false })) : places
  })
}

type InLine = Pick<OldName, 'column' | 'text' | 'certain'>

function namesInLine(
  line: string,
  { file, shape }: { readonly file: string; readonly shape: RegExp },
): readonly InLine[] {
  return [...line.matchAll(shape)].flatMap(({ 0: text, index }): InLine[] => {
    const start = Math.max(0, index - mostAround)
    // A text that was cut off does not begin its line.
    const before = `${start > 0 ? '…' : ''}${line.slice(start, index)}`
    const after = line.slice(index + text.length, index + text.length + mostAround)
    const certain = isCertain({ file, before, after })
    if (!certain && /^[a-z]+$/i.test(text)) return []
    return [{ column: index + 1, text, certain }]
  })
}

/** A title made of the words of the name: `# Old Name`. */
function titleIn(line: string, file: string, shape: RegExp): readonly InLine[] {
  const title = titleOf(line, file)
  if (!shape.test(title)) return []
  return [{ column: line.indexOf(title) + 1, text: title, certain: false }]
}

/** The heading of a page, or its `<title>`; empty when the line has none. */
function titleOf(line: string, file: string): string {
  if (/\.mdx?$/i.test(file)) return line.startsWith('# ') ? line.slice(2).trim() : ''
  if (!/\.html?$/i.test(file)) return ''
  const [, after = ''] = line.split('<title>')
  return after.includes('</title>') ? (after.split('</title>')[0] ?? '').trim() : ''
}

const mostLetters = 1000
/** How much of the line beside a name is looked at. */
const mostAround = 200

const isSettings = /\.(?:toml|jsonc?|ya?ml)$/

/** The packages that the template installs. */
function dependenciesIn(files: Tree): ReadonlySet<string> {
  const manifests = [...files].filter(([path]) => isManifestOfPackage(path))
  return new Set(
    manifests.flatMap(([, { content }]) => {
      if (typeof content !== 'string' || content.length > limits.editedBytes) return []
      const { dependencies, devDependencies, peerDependencies } = readFields(content)
      return Object.keys({
        ...(dependencies as object),
        ...(devDependencies as object),
        ...(peerDependencies as object),
      })
    }),
  )
}

type AroundName = { readonly file: string; readonly before: string; readonly after: string }

/** Whether a name can only be that of the package where it stands. */
function isCertain({ file, before, after }: AroundName): boolean {
  if (/\b(?:npx|bunx)\s+\S*$|\b(?:npm|pnpm|yarn|bun)\s/.test(before)) {
    return isArgument.test(before) && /^(?:@[\w.^~-]+|\.git)?(?:[\s"'`;&|)<]|$)/.test(after)
  }
  const [key = ''] = /\w*["']?\s*[:=]\s*["']?$/.exec(before) ?? []
  const isNameKey = /^(?:name|app|slug)\b/.test(key)
  if (/\.mdx?$/i.test(file)) return /^#\s+`?$/.test(before) && /^`?\s*$/.test(after)
  if (isManifestOfPackage(file)) {
    return /"$/.test(before) && /^"\s*:\s*"[^"]*\.[cm]?[jt]s"/.test(after)
  }
  if (/\.(?:toml|jsonc?)$/.test(file)) return isNameKey && /["']$/.test(key) && /^["']/.test(after)
  return /\.ya?ml$/.test(file) && isNameKey && /^["']?\s*(?:#.*)?$/.test(after)
}

/** What stands before a name in a command that installs or runs it. */
const isArgument = new RegExp(
  [
    '\\b(?:npm|pnpm|yarn|bun)\\s+(?:i|install|add|create|init|dlx|x|exec)\\s+(?:-[\\w-]+\\s+)*$',
    '\\b(?:npx|bunx)\\s+(?:-[\\w-]+\\s+)*$',
  ].join('|'),
)

/** Words that templates are often called by, and that stand elsewhere for something else. */
const commonNames =
  /^(?:app|application|template|starter|boilerplate|example|demo|project|web|website|site|server|client|api|backend|frontend|monorepo|workspace|root|main|src|test|tests|package|module|library|lib|ui|core|docs|blog|shop|store|next|react|vue|svelte|astro|vite|express|node|nuxt|remix|typescript|javascript)$/i

const authorFields = [
  ...['author', 'contributors', 'maintainers'],
  ...['repository', 'bugs', 'homepage', 'funding'],
]

/** What names the author of a template or its repository: in each package.json, and FUNDING.yml. */
export function authorsIn(files: Tree): readonly OldName[] {
  return [...files].flatMap(([file, { content }]): readonly OldName[] => {
    if (typeof content !== 'string') return []
    if (/^(?:\.github\/)?FUNDING\.ya?ml$/i.test(file)) return fundedIn(file, content)
    if (!isManifestOfPackage(file)) return []
    const fields = readFields(content)
    return authorFields.flatMap((field) => {
      const text = textOf(fields[field])
      const start = spanAt(content, [field])?.offset
      if (text === undefined || start === undefined || isOfNobody(field, text)) return []
      const lines = content.slice(0, Math.max(start, content.indexOf(text, start))).split('\n')
      const column = (lines.at(-1)?.length ?? 0) + 1
      return [{ file, line: lines.length, column, text, certain: false }]
    })
  })
}

function fundedIn(file: string, content: string): readonly OldName[] {
  return content.split('\n').flatMap((line, at): OldName[] => {
    const [, before = '', text] =
      /^(\s*(?:-|[\w-]+:)\s*)([^\s#[][^#]*|\[[^#\]]+\])/.exec(line) ?? []
    if (text === undefined) return []
    const place = { file, line: at + 1, column: before.length + 1 }
    return [{ ...place, text: text.trimEnd(), certain: false }]
  })
}

/** The first text of a value: the name of an author, the address of a repository. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return undefined
  const { name, url } = value as { name?: unknown; url?: unknown }
  return [url, name, ...Object.values(value)].map(textOf).find((text) => text !== undefined)
}

/** A placeholder, an example, or a `homepage` that is a path of the site. */
function isOfNobody(field: string, text: string): boolean {
  const shown = text.replace(/<[^>]*>/g, '').trim()
  if (shown === '' || /\{\{|\byour\b|example|placeholder/i.test(shown)) return true
  return field === 'homepage' && !text.includes('://')
}

/** A package.json in which the name that is set, and what names its author, is blank. */
function withoutFields(packageJson: string, file: string): string {
  const fields = [...(file === 'package.json' ? ['name'] : []), ...authorFields]
  return fields.reduce((text, field) => {
    const span = spanAt(packageJson, [field])
    if (span === undefined) return text
    const end = span.offset + span.length
    const blank = text.slice(span.offset, end).replace(/[^\n]/g, ' ')
    return text.slice(0, span.offset) + blank + text.slice(end)
  }, packageJson)
}

function isManifestOfPackage(path: string): boolean {
  return /(?:^|\/)package\.json$/.test(path)
}

function isLockfilePath(path: string): boolean {
  return allLockfiles.includes(path.slice(path.lastIndexOf('/') + 1))
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
