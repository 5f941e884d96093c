import type { Names } from '../model/names.ts'
import { newNameQuestion, type Question } from '../model/question.ts'
import type { Tree, TreeFile } from '../model/tree.ts'
import { listPaths } from './incomplete-warnings.ts'
import { type OldName, oldNamesIn, packageNameIn } from './old-names.ts'

/** Asks whether a project gets its own name where a template without a manifest has that of its package for certain. */
export function askForNewName(files: Tree): readonly Question[] {
  const paths = new Set(certainIn(files).map(({ file }) => file))
  if (paths.size === 0) return []
  return [
    {
      id: newNameQuestion,
      message: `Replace the name ${packageNameIn(files)} in ${listPaths([...paths])}?`,
      type: 'confirm',
      default: 'true',
    },
  ]
}

/** The name of a project, with its scope and without. */
type NewName = Pick<Names, 'packageName' | 'slug'>

/** Puts the name of a project in place of that of its template. */
export function withNewName(files: Tree, names: NewName): Tree {
  const places = certainIn(files)
  const changed = new Set(places.map(({ file }) => file))
  return new Map(
    [...files].map(([path, file]) => {
      if (!changed.has(path)) return [path, file]
      return [
        path,
        replaced(
          file,
          places.filter((place) => place.file === path),
          names,
        ),
      ]
    }),
  )
}

function certainIn(files: Tree): readonly OldName[] {
  return oldNamesIn(files).filter(({ certain }) => certain)
}

function replaced(file: TreeFile, places: readonly OldName[], names: NewName): TreeFile {
  if (typeof file.content !== 'string') return file
  const lines = file.content.split('\n')
  // From the end of a line to its start, so that the columns before stay right.
  for (const { line, column, text } of places.toReversed()) {
    const old = lines[line - 1] ?? ''
    const [before, after] = [old.slice(0, column - 1), old.slice(column - 1 + text.length)]
    lines[line - 1] = `${before}${nameFor(text, before, names)}${after}`
  }
  return { ...file, content: lines.join('\n') }
}

/** Package managers need the whole name, with its scope. */
function nameFor(text: string, before: string, { packageName, slug }: NewName): string {
  const isPackage = text.startsWith('@') || /\b(?:npm|npx|pnpm|yarn|bunx?)\s/.test(before)
  return isPackage ? packageName : slug
}
