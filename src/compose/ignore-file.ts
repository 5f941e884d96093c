import { ignoring, readRules } from '../gitignore.ts'
import { isYarnBerry, type PackageManager } from '../model/package-manager.ts'
import type { Tree } from '../model/tree.ts'
import type { Warning } from '../model/warning.ts'

const path = '.gitignore'

export type Completed = {
  readonly tree: Tree
  /** Says what was added. */
  readonly warning?: Warning
}

/**
 * Completes `.gitignore`, so that nobody commits the installed packages or a secret. A project without the file gets it
 * with the usual lines, except those that would hide a file of the template.
 */
export function withIgnoreFile(tree: Tree, packageManager: PackageManager): Completed {
  const before = tree.get(path)?.content
  const wanted = [...neededIn(tree), ...(before === undefined ? usualFor(packageManager) : [])]
  const tracked = [...tree].flatMap(([path, { secret }]) => (secret ? [] : [path]))
  const isIgnored = ignoredIn(tree)
  const added = wanted.filter(({ line, example, isNeeded }) => {
    return !isIgnored(example) && (isNeeded || !tracked.some(ignoring(line)))
  })
  const lines = [...new Set(added.map(({ line }) => line))]
  if (!added.some(({ isNeeded }) => isNeeded)) return { tree }
  const content = withLines(before ?? '', lines)
  return {
    tree: new Map(tree).set(path, { ...tree.get(path), content }),
    warning: addedWarning(lines.join(', '), before !== undefined),
  }
}

/** Says of a path whether a `.gitignore` in one of the folders above it lists it. */
export function ignoredIn(tree: Tree): (path: string) => boolean {
  const found = [...tree].flatMap(([file, { content }]) => {
    if (file !== path && !file.endsWith(`/${path}`)) return []
    const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1')
    return [{ folder: file.slice(0, -path.length), rules: readRules(text) }]
  })
  // The nearest file decides.
  found.sort((one, other) => other.folder.length - one.folder.length)
  return (one) => {
    for (const { folder, rules } of found) {
      if (!one.startsWith(folder)) continue
      const { ignored, unignored } = rules.test(one.slice(folder.length))
      if (ignored || unignored) return ignored
    }
    return false
  }
}

/** Adds lines at the end, in the line ends of the file. git reads bytes, so its encoding does not matter. */
function withLines(before: string | Uint8Array, lines: readonly string[]): string | Uint8Array {
  const bytes = Buffer.from(before)
  const end = bytes.includes('\r\n') ? '\r\n' : '\n'
  const gap = bytes.length === 0 || bytes.at(-1) === 0x0a ? '' : end
  const added = Buffer.from(gap + lines.map((line) => line + end).join(''))
  const content = Buffer.concat([bytes, added])
  return typeof before === 'string' ? content.toString() : content
}

function addedWarning(lines: string, existed: boolean): Warning {
  return {
    code: 'GITIGNORE_COMPLETED',
    message: existed
      ? `The template's .gitignore lacks ${lines}. create-app added what is missing to that of the project.`
      : `The template has no .gitignore. The project has one that ignores ${lines}.`,
    fix: 'Add to .gitignore what else should not be committed.',
  }
}

type IgnoreLine = {
  readonly line: string
  /** A path that it ignores. */
  readonly example: string
  /** Whether something is committed that must not be, without it. */
  readonly isNeeded: boolean
}

function neededIn(tree: Tree): readonly IgnoreLine[] {
  const secrets = [...tree].flatMap(([path, { secret }]) => (secret ? [path] : []))
  return [
    ...(tree.has('package.json')
      ? [{ line: 'node_modules/', example: 'node_modules/a', isNeeded: true }]
      : []),
    ...secrets.map((secret) => {
      const line = secret.slice(secret.lastIndexOf('/') + 1)
      return { line, example: secret, isNeeded: true }
    }),
  ]
}

function usualFor(packageManager: PackageManager): readonly IgnoreLine[] {
  const yarn = ['.pnp.*', '.yarn/cache/', '.yarn/install-state.gz', '.yarn/unplugged/']
  const lines = ['.env', '.env*.local', '*.log', '*.tsbuildinfo', '.DS_Store']
  return [...(isYarnBerry(packageManager) ? yarn : []), ...lines].map((line) => ({
    line,
    example: line.replaceAll('*', 'a').replace(/\/$/, '/a'),
    isNeeded: false,
  }))
}
