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

/** Says which files have other names in the project than in a template that has not asked for it. */
export function renamedWarnings(blueprints: readonly Blueprint[]): readonly Warning[] {
  const renamed = blueprints.flatMap(({ renamed = [] }) => renamed)
  const shown = renamed.map(({ from, to }) => `${from} (${to})`)
  return warn(shown, {
    code: 'TEMPLATE_RENAMED',
    before: 'The template stores dotfiles under other names. In the project they have their own',
    fix: 'If one of them is no dotfile, rename it back.',
  })
}

export const incompleteCode = 'TEMPLATE_INCOMPLETE'

const mostShown = 5

function warn(
  paths: readonly string[],
  said: { readonly code?: string; readonly before: string; readonly fix: string },
): readonly Warning[] {
  if (paths.length === 0) return []
  const { code = incompleteCode, before, fix } = said
  return [{ code, message: `${before}: ${listPaths(paths)}.`, fix }]
}

/** The first paths of a template, and how many more there are. */
export function listPaths(paths: readonly string[]): string {
  const more = paths.length - mostShown
  const shown = [...paths.slice(0, mostShown).map(plain), ...(more > 0 ? [`${more} more`] : [])]
  return shown.join(', ')
}

/** A name from the template must not control the terminal. */
export function plain(path: string): string {
  return path.replace(/\p{C}/gu, '?')
}

function isPointer(content: string | Uint8Array): boolean {
  return (
    typeof content === 'string' && content.startsWith('version https://git-lfs.github.com/spec/')
  )
}
