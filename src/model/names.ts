import { kebabCase, snakeCase } from 'scule'
import validate from 'validate-npm-package-name'

/** The names a project goes by, all derived from the folder and `--name`. */
export type Names = {
  /** What people read: letters, digits, space and `-_.` of the folder's name. */
  readonly title: string
  /** package.json's `name`, scope included. */
  readonly packageName: string
  /** The package name without its scope: `[a-z0-9][a-z0-9_-]*`, as Docker Compose wants a project. */
  readonly slug: string
  /** snake_case, at most 63 bytes: a Postgres identifier. */
  readonly database: string
}

/** Derives the names of a project from its folder's last segment and, where given, its package name. */
export function namesOf(folder: string, packageName = toPackageName(folder)): Names {
  const slug = toSlug(packageName)
  return { title: toTitle(folder) || slug, packageName, slug, database: toDatabaseName(slug) }
}

/** The names of a part of a project: its package is in the project's scope, the rest begins with the project's. */
export function namesIn(folder: string, { title, slug, database }: Names): Names {
  const part = folder.slice(folder.lastIndexOf('/') + 1)
  const suffix = `_${snakeCase(part)}`
  return {
    title: `${title} ${part}`,
    packageName: `@${slug}/${part}`,
    slug: `${slug}-${part}`,
    database: database.slice(0, 63 - suffix.length) + suffix,
  }
}

/** Says what is wrong with a package name, or undefined when npm accepts it for a new package. */
export function packageNameProblem(name: string): string | undefined {
  if (/[\ud800-\udfff]/u.test(name)) return 'name has half a character'
  // The validator lets a scope have quotes and brackets, which mean something where names go.
  if (/^@[^/]*\//.test(name) && !/^@[a-z0-9_][a-z0-9._-]*\//.test(name)) {
    return 'a scope begins with a letter or digit and has only those and . _ -'
  }
  const { errors, warnings } = validate(name) as { errors?: string[]; warnings?: string[] }
  return errors?.[0] ?? warnings?.[0]
}

/** Says what is wrong with a folder's name on a platform, undefined when it can be made there. */
export function folderNameProblem(name: string, platform: NodeJS.Platform): string | undefined {
  if (!isPlain(name) && /\p{Cc}/u.test(name)) return 'it has characters that cannot be seen'
  if (new TextEncoder().encode(name).length > 255) return 'it is longer than 255 bytes'
  if (platform !== 'win32') return undefined
  if (/[<>:"|?*]/.test(name)) return 'Windows keeps <>:"|?* for itself'
  if (/[. ]$/.test(name)) return 'Windows takes no dot and no space at the end'
  if (windowsDevice.test(name)) return 'Windows keeps it for a device'
  return undefined
}

/** Says whether a text has no other characters than ASCII's own; what knows all others takes 2 MB to be loaded. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text)
}

const windowsDevice = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?$/i

/** Makes a valid package name of any text: `My Äpp!` becomes `my-app`; a valid one stays as it is. */
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

/** What starts with a dash is a flag to a shell and a list to YAML; what has only dots is a folder. */
function toTitle(folder: string): string {
  const title = folder
    .normalize('NFC')
    .replace(isPlain(folder) ? /[^A-Za-z0-9 ._-]+/g : /[^\p{L}\p{N} ._-]+/gu, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/^[ -]+/, '')
    .trim()
  return /[A-Za-z0-9]/.test(title) || /[\p{L}\p{N}]/u.test(title) ? title : ''
}

function toSlug(packageName: string): string {
  const name = packageName.replace(/^@[^/]*\//, '').toLowerCase()
  return name.replace(/[^a-z0-9_-]+/g, '-').replace(/^[_-]+|-+$/g, '') || 'my-app'
}

function toDatabaseName(slug: string): string {
  const name = snakeCase(slug.replace(/[^A-Za-z0-9]+/g, '-')).replace(/^_+|_+$/g, '')
  return (/^[a-z]/.test(name) ? name : `app_${name}`).slice(0, 63)
}
