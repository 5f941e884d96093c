import { readFields } from '../../edits/json/json.ts'
import { ignoring } from '../../gitignore.ts'
import {
  allLockfiles,
  lockfileOf,
  packageManagers,
  parsePackageManager,
} from '../../model/package-manager.ts'
import { recordPath } from '../../model/record.ts'
import { foldersAbove, sizeOf, type Tree } from '../../model/tree.ts'
import { type Found, fileNameOf } from './lint-finding.ts'

/** Files that do not belong into a template. */
export function leftoversIn(files: Tree, leftOut: readonly string[]): readonly Found[] {
  const folders = [...new Set([...files.keys()].flatMap((path) => generatedFolder(path) ?? []))]
  const generated = folders.filter((folder) => !isProduct(folder, files))
  return [
    // A template may be a repository itself.
    ...leftOut.filter((path) => path !== '.git').map((path) => leftover(path, notCopied)),
    ...generated.map((path) => leftover(path, 'A build or a test run writes this')),
    ...[...files].flatMap(([path, file]) =>
      generatedFolder(path) === undefined ? leftFile(path, sizeOf(file), files) : [],
    ),
  ]
}

const notCopied = 'No project gets this, but every package and clone of the template has it'

const generatedFolders = [
  ...['dist', 'coverage', '.next', '.turbo', '.cache', '.nuxt', '.output', '.svelte-kit'],
  ...['.vercel', '.parcel-cache', '.nyc_output', 'playwright-report', 'test-results'],
  '__pycache__',
]

/** The generated folder that contains a path, if there is one. */
function generatedFolder(path: string): string | undefined {
  return foldersAbove(path).find((folder) => generatedFolders.includes(fileNameOf(folder)))
}

/** Whether a folder that a build writes is what the template offers: its package or its action starts there. */
function isProduct(folder: string, files: Tree): boolean {
  return [...files].some(([path, { content }]) => {
    const name = fileNameOf(path)
    const at = path.slice(0, -name.length)
    if (typeof content !== 'string' || !folder.startsWith(at)) return false
    const inside = folder.slice(at.length)
    if (isIgnored(inside, at, files)) return false
    if (/^action\.ya?ml$/.test(name))
      return entriesOf(content).some((entry) => leads(entry, inside))
    return name === 'package.json' && referencesIn(content).some((entry) => leads(entry, inside))
  })
}

/** A folder that git ignores is only on this machine, whatever starts in it. */
function isIgnored(folder: string, at: string, files: Tree): boolean {
  return ['.gitignore', '_gitignore'].some((name) => {
    const content = files.get(at + name)?.content
    return typeof content === 'string' && ignoring(content)(`${folder}/`)
  })
}

/** The scripts of a GitHub Action. */
function entriesOf(action: string): readonly string[] {
  const scripts = action.matchAll(/^\s*(?:main|pre|post):\s*["']?([^\s"'#]+)/gm)
  return [...scripts].map(([, path = '']) => path)
}

const entryFields = [
  ...['main', 'module', 'exports', 'bin', 'files', 'types', 'typings', 'browser'],
  ...['unpkg', 'jsdelivr', 'style', 'sass', 'svelte'],
]

/** The paths that a package.json offers to whoever installs the package. */
function referencesIn(packageJson: string): readonly string[] {
  const fields = readFields(packageJson)
  return entryFields.flatMap((name) => textsIn(fields[name]))
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function leads(entry: string, folder: string): boolean {
  return `${entry.replace(/^\.?\//, '')}/`.startsWith(`${folder}/`)
}

function leftFile(path: string, size: number, files: Tree): readonly Found[] {
  const name = fileNameOf(path)
  if (allLockfiles.includes(name) && size > 0) {
    const isMeant = shippedLockfiles.includes(path) || isOwnLockfile(path, files)
    return isMeant ? [] : [leftover(path, oneManager, lockfileFix)]
  }
  if (name === recordPath) return [leftover(path, 'This is the record of a single project')]
  if (/\.log$|\.tsbuildinfo$|^\.eslintcache$|^Thumbs\.db$|~$|\.sw[a-p]$/.test(name)) {
    return [leftover(path, 'This is a temporary file of a program')]
  }
  return []
}

/** A lockfile in the option of its own package manager is there on purpose. */
const shippedLockfiles = packageManagers.map((name) => `options/pm/${name}/${lockfileOf(name)}`)

const oneManager = 'This lockfile is not of the package manager that the template uses'
const lockfileFix =
  'Remove it: the first install of each project writes its own. Or ship it for npm alone, as options/pm/npm/package-lock.json.'

/** Whether a lockfile lies beside a package.json, and is the only one there or that of its `packageManager`. */
function isOwnLockfile(path: string, files: Tree): boolean {
  if (path.startsWith('options/')) return false
  const folder = path.slice(0, -fileNameOf(path).length)
  const manifest = files.get(`${folder}package.json`)?.content
  if (typeof manifest !== 'string') return false
  const named = parsePackageManager(packageManagerIn(manifest))
  if (named !== undefined) return path === `${folder}${lockfileOf(named.name)}`
  const beside = allLockfiles.filter((name) => (files.get(folder + name)?.content.length ?? 0) > 0)
  return beside.length === 1
}

/** `packageManager` of a package.json, without the hash that Corepack writes behind the version. */
function packageManagerIn(manifest: string): string {
  return String(readFields(manifest).packageManager).replace(/\+.*$/, '')
}

function leftover(file: string, why: string, fix = 'Remove it.'): Found {
  return { rule: 'leftover', level: 'problem', file, line: undefined, message: `${why}.`, fix }
}
