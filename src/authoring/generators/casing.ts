/** The filters that say how the words of a name are joined. */
export const casings = [
  ...(['kebab', 'camel', 'pascal', 'snake', 'constant', 'title', 'words'] as const),
] as const
export type Casing = (typeof casings)[number]

/** What is around a name in a file. */
export type NameSurroundings = {
  /** The path of the file. */
  readonly path: string
  /** Whether the name is in the path itself, and not in the content. */
  readonly isPath: boolean
  /** The line before the name. */
  readonly before: string
  /** What follows. */
  readonly after: string
}

/** Which casing a name has that has one text in several: `user` is kebab, camel and snake. The neighbours decide. */
export function casingAt(possible: readonly Casing[], around: NameSurroundings): Casing {
  const [first = 'kebab'] = possible
  if (possible.length <= 1) return first
  const wanted = preferences(around).find((casing) => possible.includes(casing))
  return wanted ?? first
}

/** The most likely casing first. */
function preferences(around: NameSurroundings): readonly Casing[] {
  const { before, after, isPath, path } = around
  if (/\w-$/.test(before) || /^-\w/.test(after)) return ['kebab', 'pascal']
  if (/\w_$/.test(before) || /^_\w/.test(after)) return ['snake', 'constant', 'pascal']
  if (isPath) return ['kebab', 'pascal']
  if (isProse(around)) return ['title', 'words']
  if (isInComment(around)) return ['words', 'pascal']
  if (isOfPath(around) || /\bclass(?:Name)?=["'{`]+[^"'`]*$/.test(before)) {
    return ['kebab', 'pascal']
  }
  if (/\.(?:sql|py|rb)$/.test(path)) return ['snake', 'pascal']
  return isCode(path) ? ['camel', 'pascal'] : ['kebab', 'pascal']
}

/** `'./user'`, `/user/:id` and `'user.css'`, but not `user.json()`. */
function isOfPath({ before, after }: NameSurroundings): boolean {
  const isFile = /^\.(?:(?:test|spec|module)\.)?(?:[cm]?[jt]sx?|s?css|json|ya?ml|md|html)\b(?!\()/
  return /\/$/.test(before) || /^\/[\w:$*[{]/.test(after) || isFile.test(after)
}

/** `>User<`, `'User not found'`, and the text of Markdown outside of code. */
function isProse({ path, before, after }: NameSurroundings): boolean {
  if (/\.(?:md|mdx|txt)$/.test(path)) return before.split('`').length % 2 === 1
  return /["'`>]$/.test(before) && /^(?: [a-z]|<\/)/.test(after)
}

/** A word between other words of a comment. */
function isInComment({ path, before, after }: NameSurroundings): boolean {
  const isComment = /^\s*(?:\/?\*|\/\/|#)|\s\/\/\s/.test(before) && !/\.css$/.test(path)
  return isComment && /[\s(]$/.test(before) && /^(?:[\s,;:)]|\.(?!\w)|$)/.test(after)
}

function isCode(path: string): boolean {
  return /\.(?:[cm]?[jt]sx?|vue|svelte|prisma|graphql|java|kt|cs|swift|go|php|dart)$/.test(path)
}
