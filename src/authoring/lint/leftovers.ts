import { lockfileOf, lockfiles, packageManagers } from '../../model/package-manager.ts'
import { recordPath } from '../../model/record.ts'
import { sizeOf, type Tree } from '../../model/tree.ts'
import type { TemplateFinding } from './lint-finding.ts'

/** Files that do not belong into a template, and files that npm would not publish with it. */
export function leftoversIn(files: Tree, leftOut: readonly string[]): readonly TemplateFinding[] {
  const folders = [...files.keys()].flatMap((path) => generatedFolder(path) ?? [])
  return [
    // A template may be a repository itself.
    ...leftOut.filter((path) => path !== '.git').map((path) => leftover(path, notCopied, remove)),
    ...[...new Set(folders)].map((path) => leftover(path, 'a build or a test creates it', remove)),
    ...[...files].flatMap(([path, file]) => {
      if (generatedFolder(path) !== undefined) return []
      return [...leftFile(path, sizeOf(file)), ...unpublished(path)]
    }),
  ]
}

const remove = 'Remove it.'
const notCopied =
  'it is not copied to projects, but is part of every package and clone of the template'

const generatedFolders = [
  ...['dist', 'coverage', '.next', '.turbo', '.cache', '.nuxt', '.output', '.svelte-kit'],
  ...[
    '.vercel',
    '.parcel-cache',
    '.nyc_output',
    'playwright-report',
    'test-results',
    '__pycache__',
  ],
]

/** The generated folder that contains a path, if there is one. */
function generatedFolder(path: string): string | undefined {
  const segments = path.split('/')
  const at = segments.slice(0, -1).findIndex((segment) => generatedFolders.includes(segment))
  return at < 0 ? undefined : segments.slice(0, at + 1).join('/')
}

function leftFile(path: string, size: number): readonly TemplateFinding[] {
  const name = nameOf(path)
  if ([...lockfiles, 'npm-shrinkwrap.json', 'bun.lockb'].includes(name) && size > 0) {
    return shippedLockfiles.includes(path) ? [] : [leftover(path, oneManager, removeLockfile)]
  }
  if (path === recordPath || name === recordPath) {
    return [leftover(path, 'it is the record of a single project', remove)]
  }
  if (/\.log$|\.tsbuildinfo$|^\.eslintcache$|^Thumbs\.db$|~$|\.sw[a-p]$/.test(name)) {
    return [leftover(path, 'it is a temporary file of a program', remove)]
  }
  return []
}

/** A lockfile in the option of its own package manager is there on purpose. */
const shippedLockfiles = packageManagers.map((name) => `options/pm/${name}/${lockfileOf(name)}`)

const oneManager =
  'a lockfile is valid for one package manager and may lack packages for other platforms'
const removeLockfile =
  'Remove it: the first install of each project writes its own. Or ship it for npm alone, as options/pm/npm/package-lock.json.'

/** npm never publishes these, even when they are listed in `files`. */
const neverPacked = /^(?:\.npmignore|\.lock-wscript|config\.gypi|\._.*|.*\.orig|\.(?:svn|hg))$/

function unpublished(path: string): readonly TemplateFinding[] {
  const name = nameOf(path)
  if (name === '.gitignore' || name === '.npmrc') {
    const stored = `${path.slice(0, -name.length)}_${name.slice(1)}`
    const fix = `Rename it to ${stored}. In a project it is called ${name} again.`
    return [found('unpublished', path, `npm does not publish ${name}`, fix)]
  }
  if (!neverPacked.test(name)) return []
  return [found('unpublished', path, `npm does not publish ${name}`, remove)]
}

function leftover(path: string, why: string, fix: string): TemplateFinding {
  return found('leftover', path, why, fix)
}

function found(
  rule: TemplateFinding['rule'],
  file: string,
  why: string,
  fix: string,
): TemplateFinding {
  return { rule, level: 'problem', file, line: undefined, message: `${sentence(why)}.`, fix }
}

function sentence(text: string): string {
  return text.startsWith('npm') ? text : text.slice(0, 1).toUpperCase() + text.slice(1)
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
