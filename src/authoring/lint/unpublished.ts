import { readFields } from '../../edits/json/json.ts'
import type { Tree } from '../../model/tree.ts'
import { type Found, fileNameOf, type OuterPackage } from './lint-finding.ts'

/** Files that npm leaves out of the package that the template is published in; none if it is in no package. */
export function unpublishedIn(files: Tree, above: OuterPackage | undefined): readonly Found[] {
  if (above === undefined || !isPublished(above)) return []
  return [...files.keys()].flatMap((file): Found[] => {
    const name = fileNameOf(file)
    const found = { rule: 'unpublished', level: 'problem', file, line: undefined } as const
    if (name === '.gitignore' || name === '.npmrc') {
      const message = `npm does not publish ${name}.`
      const fix = `Rename it to _${name.slice(1)}. In a project it is called ${name} again.`
      return [{ ...found, message, fix }]
    }
    if (!neverPacked.test(name)) return []
    return [{ ...found, message: 'npm does not publish this.', fix: 'Remove it.' }]
  })
}

/** npm never publishes these, even when they are listed in `files`. */
const neverPacked = /^(?:\.npmignore|\.lock-wscript|config\.gypi|\._.*|.*\.orig|\.(?:svn|hg))$/

/** Whether a package.json is that of a package, and the folder is in it. */
function isPublished({ packageJson, folder }: OuterPackage): boolean {
  const fields = readFields(packageJson)
  if (Array.isArray(fields.files)) {
    return fields.files.some((pattern) => typeof pattern === 'string' && lists(pattern, folder))
  }
  const isNamed = typeof fields.name === 'string' && typeof fields.version === 'string'
  return isNamed && fields.private !== true
}

/** Whether a pattern of `files` takes a folder, one above it, or something in it. */
function lists(pattern: string, folder: string): boolean {
  const path = pattern.replace(/^\.?\//, '').replace(/\/(?:\*+\/?)*$/, '')
  if (path.startsWith('!')) return false
  if (/^\*+$/.test(path) || path.startsWith(`${folder}/`)) return true
  const source = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, (stars) => {
    return stars.length > 1 ? '.*' : '[^/]*'
  })
  return new RegExp(`^${source}(?:/|$)`).test(folder)
}
