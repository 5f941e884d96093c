import type { PackageManagerName } from '../model/package-manager.ts'
import type { Tree } from '../model/tree.ts'
import { asSettings, packageJsonAt, type Settings, textsIn, yamlAt } from './read-settings.ts'

/** A package.json of the project that a package manager reads. */
export type PackageFile = {
  readonly path: string
  /** The folder that it is in; the root is the empty string. */
  readonly folder: string
  readonly json: Settings
}

export const pnpmWorkspace = 'pnpm-workspace.yaml'

/** The package.json files at the root, in folders of the template's parts, and of the members of the workspace. */
export function packageFiles(tree: Tree, folders: readonly string[] = []): readonly PackageFile[] {
  const all = [...new Set(['', ...folders, ...memberFolders(tree)])]
  return all.flatMap((folder) => {
    const path = packageJsonIn(folder)
    const json = packageJsonAt(tree, path)
    return json === undefined ? [] : [{ path, folder, json }]
  })
}

export function packageJsonIn(folder: string): string {
  return folder === '' ? 'package.json' : `${folder}/package.json`
}

/** The patterns of the workspace's folders, for pnpm or for the others. */
export function workspacePatterns(tree: Tree, reader: PackageManagerName): readonly string[] {
  if (reader === 'pnpm') return textsIn(yamlAt(tree, pnpmWorkspace)?.packages)
  const { workspaces } = packageJsonAt(tree, 'package.json') ?? {}
  return textsIn(Array.isArray(workspaces) ? workspaces : asSettings(workspaces).packages)
}

/** The folders of the workspace's members, whichever package manager the workspace is for. */
export function memberFolders(tree: Tree): readonly string[] {
  const patterns = (['pnpm', 'npm'] as const).map((reader) => workspacePatterns(tree, reader))
  return [...new Set(patterns.flatMap((some) => foldersMatching(tree, some)))]
}

/** The folders with a package.json that patterns of a workspace choose. */
export function foldersMatching(tree: Tree, patterns: readonly string[]): readonly string[] {
  const split = patterns.slice(0, mostPatterns).flatMap(alternatives)
  const wanted = split.filter((pattern) => !pattern.startsWith('!')).map(segmentsOf)
  const unwanted = split.filter((pattern) => pattern.startsWith('!')).map(segmentsOf)
  if (wanted.length === 0) return []
  const folders = [...tree.keys()].flatMap((path) => {
    const [, folder] = /^(?!(?:.*\/)?node_modules\/)(.+)\/package\.json$/s.exec(path) ?? []
    return folder ?? []
  })
  return folders.filter((folder) => {
    const segments = folder.split('/')
    const isChosenBy = (pattern: readonly string[]) => matches(segments, pattern)
    return wanted.some(isChosenBy) && !unwanted.some(isChosenBy)
  })
}

// A hostile template must not cost minutes.
const mostPatterns = 100

/** `{a,b}/*` as `a/*` and `b/*`. */
function alternatives(pattern: string): readonly string[] {
  let all: readonly string[] = [pattern]
  while (all.length < mostPatterns) {
    const next = all.flatMap((one) => {
      const [whole = '', inner = ''] = /\{([^{}]*)\}/.exec(one) ?? []
      const parts = inner.split(',').slice(0, mostPatterns)
      return whole === '' ? one : parts.map((part) => one.replace(whole, () => part))
    })
    if (next.every((one, at) => one === all[at])) return all
    all = next.slice(0, mostPatterns)
  }
  return all
}

function segmentsOf(pattern: string): readonly string[] {
  return pattern
    .replace(/^!/, '')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
}

/** Whether a folder matches a pattern; `**` stands for any number of folders. */
function matches(folder: readonly string[], pattern: readonly string[]): boolean {
  // The positions in the pattern that the folder's segments so far can lead to.
  let places = reachable([0], pattern)
  for (const segment of folder) {
    const next = places.flatMap((place) => {
      const wanted = pattern[place]
      if (wanted === '**') return [place]
      return wanted !== undefined && segmentMatches(segment, wanted) ? [place + 1] : []
    })
    places = reachable(next, pattern)
  }
  return places.includes(pattern.length)
}

function reachable(places: readonly number[], pattern: readonly string[]): readonly number[] {
  const all = new Set(places)
  for (const place of all) if (pattern[place] === '**') all.add(place + 1)
  return [...all]
}

function segmentMatches(segment: string, wanted: string): boolean {
  const parts = wanted.split(/\*+/)
  if (parts.length === 1) return segment === wanted
  if (parts.length > 3) return false
  const shape = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*')
  return new RegExp(`^${shape}$`, 's').test(segment)
}
