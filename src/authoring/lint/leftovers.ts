import { lockfiles } from '../../model/package-manager.ts'
import { recordPath } from '../../model/record.ts'
import { sizeOf, type Tree } from '../../model/tree.ts'
import type { TemplateFinding } from './lint-finding.ts'

/** What was left in a template's folder, and what npm would leave out of a package with it. */
export function leftoversIn(files: Tree, leftOut: readonly string[]): readonly TemplateFinding[] {
  const folders = [...files.keys()].flatMap((path) => madeFolder(path) ?? [])
  return [
    // A template may be a repository of its own.
    ...leftOut.filter((path) => path !== '.git').map((path) => leftover(path, notRead, remove)),
    ...[...new Set(folders)].map((path) =>
      leftover(path, 'it is made by a build or a test', remove),
    ),
    ...[...files].flatMap(([path, file]) => {
      if (madeFolder(path) !== undefined) return []
      return [...leftFile(path, sizeOf(file)), ...unpublished(path)]
    }),
  ]
}

const remove = 'Remove it.'
const notRead = 'it gets into no project, and into every package and clone of the template'

const madeFolders = [
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

/** The folder of a path that a tool made, if it lies in one. */
function madeFolder(path: string): string | undefined {
  const segments = path.split('/')
  const at = segments.slice(0, -1).findIndex((segment) => madeFolders.includes(segment))
  return at < 0 ? undefined : segments.slice(0, at + 1).join('/')
}

function leftFile(path: string, size: number): readonly TemplateFinding[] {
  const name = nameOf(path)
  if ([...lockfiles, 'npm-shrinkwrap.json', 'bun.lockb'].includes(name) && size > 0) {
    const why = 'a lockfile fixes packages for one package manager and the platforms of one machine'
    return [leftover(path, why, 'Remove it: each project gets its own with its first install.')]
  }
  if (path === recordPath || name === recordPath) {
    return [leftover(path, 'it is the record of one project', remove)]
  }
  if (/\.log$|\.tsbuildinfo$|^\.eslintcache$|^Thumbs\.db$|~$|\.sw[a-p]$/.test(name)) {
    return [leftover(path, 'a program left it', remove)]
  }
  return []
}

/** npm never packs these, whatever `files` says. */
const neverPacked = /^(?:\.npmignore|\.lock-wscript|config\.gypi|\._.*|.*\.orig|\.(?:svn|hg))$/

function unpublished(path: string): readonly TemplateFinding[] {
  const name = nameOf(path)
  if (name === '.gitignore' || name === '.npmrc') {
    const stored = `${path.slice(0, -name.length)}_${name.slice(1)}`
    const fix = `Rename it to ${stored}: a project has it as ${name} all the same.`
    return [found('unpublished', path, `npm leaves ${name} out of a package`, fix)]
  }
  if (!neverPacked.test(name)) return []
  return [found('unpublished', path, `npm leaves ${name} out of a package`, remove)]
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
