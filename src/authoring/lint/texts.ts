import { placeholdersIn } from '../../compose/render.ts'
import { closestTo } from '../../flags/suggest.ts'
import type { Tree } from '../../model/tree.ts'
import { type Found, linesOf } from './lint-finding.ts'

/**
 * Unknown placeholders, in contents and in paths.
 * @param meant the one that an author means by another name.
 */
export function unknownPlaceholders(
  files: Tree,
  known: readonly string[],
  meant = (name: string) => closestTo(name, known),
): readonly Found[] {
  return [...files].flatMap(([path, { content }]) => {
    const places: readonly (readonly [number | undefined, string])[] = [
      [undefined, path],
      ...linesOf(content),
    ]
    return places.flatMap(([line, text]) =>
      [...new Set(placeholdersIn(text))]
        .filter((name) => !known.includes(name))
        .map((name) => unknown(name, path, line, meant(name))),
    )
  })
}

function unknown(
  name: string,
  file: string,
  line: number | undefined,
  near: string | undefined,
): Found {
  const otherwise =
    'Add a question with that id. If it is not a placeholder, write it in lower case.'
  return {
    rule: 'placeholder',
    level: 'problem',
    file,
    line,
    message: `Unknown placeholder {{${name}}}: it is not built in, and no question has that id.`,
    fix: near === undefined ? otherwise : `Did you mean {{${near}}}?`,
  }
}

/**
 * Paths of the author's machine.
 * @param own known absolute paths: the home folder, the template's folder.
 */
export function absolutePaths(files: Tree, own: readonly string[]): readonly Found[] {
  // A folder directly below the root is too common: /root, /tmp.
  const known = own.filter((path) => path.split(/[\\/]/).length > 2)
  return [...files].flatMap(([file, { content }]) =>
    linesOf(content).flatMap(([line, text]): Found[] => {
      const path = known.find((one) => text.includes(one)) ?? homeFolderIn(text)
      if (path === undefined) return []
      const message = 'This path exists only on one machine.'
      const fix = 'Make it relative to the project, or read it from an environment variable.'
      return [{ rule: 'absolute-path', level: 'problem', file, line, text: path, message, fix }]
    }),
  )
}

/** A home folder; the usual ones of container images and CI do not count. */
function homeFolderIn(text: string): string | undefined {
  return homes.exec(text)?.[0]
}

const commonUsers = 'node|runner|vscode|app|user|you|your-name|nextjs|appuser|circleci|gitpod'
const unixHomes = `(?:file://|(?<![\\w.:/@~-]))/(?:home|Users)/(?!(?:${commonUsers})\\b)[\\w.-]+/[\\w./-]*`
const windowsHomes = '\\b[A-Za-z]:\\\\{1,2}Users\\\\{1,2}[\\w.-]+'
const homes = new RegExp(`${unixHomes}|${windowsHomes}`)
