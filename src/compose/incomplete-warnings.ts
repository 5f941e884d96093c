import { type Blueprint, folderOf, type LeftBehind } from '../model/blueprint.ts'
import type { Tree } from '../model/tree.ts'
import type { Warning } from '../model/warning.ts'
import { pathIn } from './place.ts'

/** Warnings of what a project lacks although the template's folder or repository has it. */
export function incompleteWarnings(
  tree: Tree,
  blueprints: readonly Blueprint[],
): readonly Warning[] {
  const all = (kind: keyof LeftBehind) => [
    ...new Set(
      blueprints.flatMap((blueprint) =>
        (blueprint.leftBehind?.[kind] ?? []).map((path) => pathIn(folderOf(blueprint), path)),
      ),
    ),
  ]
  const pointers = [...tree].flatMap(([path, { content }]) => (isPointer(content) ? [path] : []))
  return [
    ...warn(all('submodules'), {
      before: 'The template has git submodules, which are not copied',
      fix: 'Add them to the project with: git submodule add <url> <path>',
    }),
    ...warn(pointers, {
      before: 'The template has Git LFS pointers, which were copied in place of the files',
      fix: 'Replace them with the files from a clone of the template in which git lfs pull has run.',
    }),
    ...warn(all('unexported'), {
      before:
        'The repository keeps files out of its tarball with export-ignore, so they may be missing',
      fix: 'If the project needs them, copy them from a clone of the template.',
    }),
    ...warn(all('ignored'), {
      before: 'The template has files that .gitignore excludes, which are not copied',
      fix: 'To copy one, let git track it (git add --force <path>), or remove its line in .gitignore.',
    }),
  ]
}

export const incompleteCode = 'TEMPLATE_INCOMPLETE'

const mostShown = 5

function warn(
  paths: readonly string[],
  { before, fix }: { readonly before: string; readonly fix: string },
): readonly Warning[] {
  if (paths.length === 0) return []
  const more = paths.length - mostShown
  const shown = [...paths.slice(0, mostShown).map(plain), ...(more > 0 ? [`${more} more`] : [])]
  return [{ code: incompleteCode, message: `${before}: ${shown.join(', ')}.`, fix }]
}

/** A name from the template must not control the terminal. */
function plain(path: string): string {
  return path.replace(/\p{C}/gu, '?')
}

function isPointer(content: string | Uint8Array): boolean {
  return (
    typeof content === 'string' && content.startsWith('version https://git-lfs.github.com/spec/')
  )
}
