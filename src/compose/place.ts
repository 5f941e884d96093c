import { printJson, readJson } from '../edits/json/json.ts'
import type { Blueprint } from '../model/blueprint.ts'
import type { TreeFile } from '../model/tree.ts'

/** Files that tools look for only at the root of a repository. */
const rootPaths = [
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
  const { files, manifest } = blueprint
  const replace = Object.entries(manifest.replace)
  return {
    ...blueprint,
    files: new Map([...files].flatMap(([path, file]) => placeFile(folder, path, file))),
    manifest: {
      ...manifest,
      overrides: manifest.overrides.map((path) => pathIn(folder, path)),
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

function placeFile(folder: string, path: string, file: TreeFile): readonly [string, TreeFile][] {
  if (path !== 'package.json' || typeof file.content !== 'string') {
    return [[pathIn(folder, path), file]]
  }
  const fields = Object.entries(readJson(file.content) as Record<string, unknown>)
  const isOfRoot = ([name]: readonly [string, unknown]) => rootFields.includes(name)
  return [
    ...packageJson(path, fields.filter(isOfRoot)),
    ...packageJson(
      pathIn(folder, path),
      fields.filter((field) => !isOfRoot(field)),
    ),
  ]
}

function packageJson(
  path: string,
  fields: readonly (readonly [string, unknown])[],
): readonly [string, TreeFile][] {
  if (fields.length === 0) return []
  return [[path, { content: printJson(Object.fromEntries(fields), 'expand') }]]
}
