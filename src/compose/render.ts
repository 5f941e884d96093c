import type { Tree, TreeFile } from '../model/tree.ts'

/** Placeholder name -> value. Only these are replaced; every other brace stays as it is. */
export type Placeholders = ReadonlyMap<string, string>

/** Replaces `{{NAME}}` in paths and in text. Bytes and unknown names are left alone. */
export function render(tree: Tree, placeholders: Placeholders): Tree {
  return new Map(
    [...tree].map(([path, file]) => [
      renderText(path, placeholders),
      renderFile(file, placeholders),
    ]),
  )
}

export function renderText(text: string, placeholders: Placeholders): string {
  return text.replace(placeholder, (whole, name: string) => placeholders.get(name) ?? whole)
}

/** The placeholders that a text still has, for the check of a template. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map(([, name = '']) => name)
}

// `${{ … }}` belongs to GitHub Actions.
const placeholder = /(?<!\$)\{\{([A-Z][A-Z0-9_]*)\}\}/g

function renderFile(file: TreeFile, placeholders: Placeholders): TreeFile {
  if (typeof file.content !== 'string') return file
  return { ...file, content: renderText(file.content, placeholders) }
}
