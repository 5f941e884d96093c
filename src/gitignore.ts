import createIgnore from 'ignore'

/** Says of a path, relative to the folder of a `.gitignore` with this text, whether git ignores it there. */
export function ignoring(gitignore: string): (path: string) => boolean {
  const rules = createIgnore().add(gitignore)
  return (path) => rules.ignores(path)
}
