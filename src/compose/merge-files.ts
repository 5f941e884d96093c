import { isNpmLockfile, isPartOfLockfile } from '../edits/json/lockfile.ts'
import { mergerFor } from '../edits/merge.ts'
import { errors } from '../errors/errors.ts'
import type { Blueprint } from '../model/blueprint.ts'
import { limits } from '../model/limits.ts'
import { hashOf, type Tree, type TreeFile } from '../model/tree.ts'
import { editFile, readText } from './edit-file.ts'

/**
 * Lays a blueprint's files over a tree: new ones are added, those at the same path are merged by format, and those that it
 * drops are left out.
 */
export function layOver(tree: Tree, blueprint: Blueprint): Tree {
  const { drops } = blueprint.manifest
  const laid = new Map([...tree].filter(([path]) => !drops.includes(path)))
  for (const [path, file] of blueprint.files) {
    const below = laid.get(path)
    if (below === undefined && isPartOf(path, file)) continue
    laid.set(path, below === undefined ? file : meet(path, below, file, blueprint))
  }
  return laid
}

/** Entries for a lockfile are nothing without it. */
function isPartOf(path: string, { content }: TreeFile): boolean {
  return isNpmLockfile(path) && isPartOfLockfile(String(content))
}

function meet(path: string, below: TreeFile, above: TreeFile, blueprint: Blueprint): TreeFile {
  if (blueprint.manifest.overrides.includes(path) || hashOf(below) === hashOf(above)) return above
  const merge = mergerFor(path)
  if (!merge) {
    throw errors.templateInvalid(
      blueprint.id,
      `${path} also exists in an earlier layer. List it under "overrides", or keep it in one layer only.`,
      undefined,
      path,
    )
  }
  const contents = [
    readText(below, path, blueprint.id),
    readText(above, path, blueprint.id),
  ] as const
  const replace = blueprint.manifest.replace[path] ?? []
  const edited = {
    blueprint: blueprint.id,
    path,
    contents,
    most: isNpmLockfile(path) ? limits.fileBytes : limits.mergedBytes,
  }
  return { ...below, content: editFile(edited, () => merge(...contents, replace)) }
}
