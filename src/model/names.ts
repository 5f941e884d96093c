import { kebabCase, snakeCase } from 'scule'
import validate from 'validate-npm-package-name'

/** The names of a project, all derived from the folder, `--name` and `--title`. */
export type Names = {
  /** The name for people: `My Shop` for the folder `my-shop`. Letters, digits, space and `-_.` only. */
  readonly title: string
  /** package.json's `name`, scope included. */
  readonly packageName: string
  /** The package name without its scope: `[a-z0-9][a-z0-9_-]*`, as Docker Compose wants a project. */
  readonly slug: string
  /** snake_case, at most 63 bytes: a Postgres identifier. */
  readonly database: string
}

/** Names that a person chose, in place of those that follow from the folder. */
type ChosenNames = {
  readonly packageName?: string | undefined
  readonly title?: string | undefined
}

/** Derives the names of a project from the last segment of its folder. A chosen title stays as it was typed. */
export function namesOf(folder: string, chosen: ChosenNames = {}): Names {
  const { packageName = toPackageName(folder) } = chosen
  const slug = toSlug(packageName)
  const title = chosen.title === undefined ? toWords(toTitle(folder)) : toTitle(chosen.title)
  return { title: title || toWords(slug), packageName, slug, database: toDatabaseName(slug) }
}

/** The names of a part: its package is in the scope of the project, all other names start with those of the project. */
export function namesIn(folder: string, { title, slug, database }: Names): Names {
  const part = folder.slice(folder.lastIndexOf('/') + 1)
  const suffix = `_${snakeCase(part)}`
  return {
    title: `${title} ${toWords(part)}`,
    packageName: `@${slug}/${part}`,
    slug: `${slug}-${part}`,
    database: database.slice(0, 63 - suffix.length) + suffix,
  }
}

/** The problem with a package name; undefined when npm accepts it for a new package. */
export function packageNameProblem(name: string): string | undefined {
  if (/[\ud800-\udfff]/u.test(name)) return 'it contains an incomplete character'
  // The validator allows quotes and brackets in a scope, which have a meaning in the files that names are written to.
  if (/^@[^/]*\//.test(name) && !/^@[a-z0-9_][a-z0-9._-]*\//.test(name)) {
    return 'the scope may contain only a-z, 0-9, . _ - and must start with a letter, digit or _'
  }
  const { errors, warnings } = validate(name) as { errors?: string[]; warnings?: string[] }
  return errors?.[0] ?? warnings?.[0]
}

/** The problem with a folder name on a platform; undefined when the folder can be created there. */
export function folderNameProblem(name: string, platform: NodeJS.Platform): string | undefined {
  if (/\p{Cc}/u.test(name)) return 'it contains invisible characters'
  if (new TextEncoder().encode(name).length > 255) return 'it is longer than 255 bytes'
  if (platform !== 'win32') return undefined
  if (/[<>:"|?*]/.test(name)) return 'Windows does not allow < > : " | ? *'
  if (/[. ]$/.test(name)) return 'Windows does not allow a dot or a space at the end'
  if (windowsDevice.test(name)) return 'Windows reserves this name for a device'
  return undefined
}

const windowsDevice = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?$/i

/** Turns any text into a valid package name: `My Äpp!` becomes `my-app`. A valid name is unchanged. */
function toPackageName(text: string): string {
  if (packageNameProblem(text) === undefined) return text
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
  const name = kebabCase(words.replaceAll(' ', '-')).slice(0, 214)
  if (name === '') return 'my-app'
  return packageNameProblem(name) === undefined ? name : `${name}-app`
}

/** Whether a text has characters that a title may not have. */
export function hasOtherCharacters(text: string): boolean {
  return otherCharacters.test(text.normalize('NFC'))
}

const otherCharacters = /[^\p{L}\p{N} ._-]/u

/** A title must not start with a dash (a flag in a shell, a list in YAML) or contain only dots (a folder). */
function toTitle(folder: string): string {
  const title = folder
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._-]+/gu, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/^[ -]+/, '')
    .trim()
  return /[\p{L}\p{N}]/u.test(title) ? title : ''
}

/** A name in lower case as people write it: `my-api` becomes `My API`. A name with a capital has its form already. */
function toWords(name: string): string {
  if (name !== name.toLowerCase()) return name
  return name
    .split(/[ _-]+/)
    .filter((word) => word !== '')
    .map((word) => (acronyms.has(word) ? word.toUpperCase() : capitalize(word)))
    .join(' ')
}

const acronyms = new Set(
  'ai api ci cli cms crm css csv db erp faq html http id json llm mcp pdf qa qr rss sdk seo sms sql tv ui url ux vpn xml'.split(
    ' ',
  ),
)

/** The first letter as a capital, if its capital is one character: that of `ǰ` is two. */
function capitalize(word: string): string {
  const [first = '', ...rest] = word
  const capital = first.toUpperCase()
  return [...capital].length === 1 ? capital + rest.join('') : word
}

function toSlug(packageName: string): string {
  const name = packageName.replace(/^@[^/]*\//, '').toLowerCase()
  return name.replace(/[^a-z0-9_-]+/g, '-').replace(/^[_-]+|-+$/g, '') || 'my-app'
}

function toDatabaseName(slug: string): string {
  const name = snakeCase(slug.replace(/[^A-Za-z0-9]+/g, '-')).replace(/^_+|_+$/g, '')
  return (/^[a-z]/.test(name) ? name : `app_${name}`).slice(0, 63)
}
