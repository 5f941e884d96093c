import { printJson, readJson } from '../edits/json/json.ts'
import { isPartOfLockfile, npmLockfile } from '../edits/json/lockfile.ts'
import type { Blueprint } from '../model/blueprint.ts'
import { limits } from '../model/limits.ts'
import type { TreeFile } from '../model/tree.ts'
import { editPlainly } from '../text.ts'
import { editFile, readText } from './edit-file.ts'

/** Files that tools look for only at the root of a repository. */
const rootPaths = [
  '.devcontainer/',
  '.dockerignore',
  '.github/',
  '.husky/',
  '.vscode/',
  '.yarnrc.yml',
  'compose.yaml',
  'pnpm-workspace.yaml',
]

/** Fields that package managers read only in the package.json at the root. */
const rootFields = ['allowScripts', 'overrides', 'resolutions', 'trustedDependencies']

/** Moves a blueprint into a folder, except what belongs at the root. An empty folder name is the root. */
export function placeIn(folder: string, blueprint: Blueprint): Blueprint {
  if (folder === '') return blueprint
  const { files, id, manifest } = blueprint
  const replace = Object.entries(manifest.replace)
  return {
    ...blueprint,
    files: new Map([...files].flatMap(([path, file]) => placeFile(path, file, { folder, id }))),
    manifest: {
      ...manifest,
      overrides: manifest.overrides.map((path) => pathIn(folder, path)),
      drops: manifest.drops.map((path) => pathIn(folder, path)),
      replace: Object.fromEntries(
        replace.map(([path, pointers]) => [pathIn(folder, path), pointers]),
      ),
    },
  }
}

/** A path of a package as a path of the repository. */
export function pathIn(folder: string, path: string): string {
  if (folder === '' || rootPaths.some((root) => isOrHolds(root, path))) return path
  return `${folder}/${path}`
}

function isOrHolds(root: string, path: string): boolean {
  return root.endsWith('/') ? path.startsWith(root) : path === root
}

function placeFile(
  path: string,
  file: TreeFile,
  { folder, id }: { readonly folder: string; readonly id: string },
): readonly [string, TreeFile][] {
  if (path === npmLockfile && isPartOfLockfile(String(file.content))) return [[path, file]]
  if (path !== 'package.json') return [[pathIn(folder, path), file]]
  const text = readText(file, path, id)
  const edited = { blueprint: id, path, contents: [text], most: limits.editedBytes }
  const fields = editFile(edited, () => Object.entries(readJson(text) as Record<string, unknown>))
  const isOfRoot = ([name]: readonly [string, unknown]) => rootFields.includes(name)
  return [
    ...packageJson(path, fields.filter(isOfRoot), text),
    ...packageJson(
      pathIn(folder, path),
      fields.filter((field) => !isOfRoot(field)),
      text,
    ),
  ]
}

/** @param like the text whose line ends it gets. */
function packageJson(
  path: string,
  fields: readonly (readonly [string, unknown])[],
  like: string,
): readonly [string, TreeFile][] {
  if (fields.length === 0) return []
  const print = () => printJson(Object.fromEntries(fields), 'expand')
  return [[path, { content: editPlainly(like, print) }]]
}
