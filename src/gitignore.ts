import createIgnore from 'ignore'
import { withoutMark } from './text.ts'

/** The rules of a `.gitignore`, for paths relative to its folder; that of a folder ends with a slash. */
export type IgnoreRules = {
  ignores(path: string): boolean
  test(path: string): { readonly ignored: boolean; readonly unignored: boolean }
  /** Adds one more line. */
  add(rule: { readonly pattern: string }): unknown
}

/** Reads the rules. They are the same on every system, whatever its disk does; those that take too long do not count. */
export function readRules(gitignore: string): IgnoreRules {
  const lines = withoutMark(gitignore)
    .split('\n')
    .filter((line) => !isEndless(line))
  return createIgnore({ ignorecase: false }).add(lines.join('\n'))
}

/** Says of a path, relative to the folder of a `.gitignore` with this text, whether git ignores it there. */
export function ignoring(gitignore: string): (path: string) => boolean {
  const rules = readRules(gitignore)
  return (path) => rules.ignores(path)
}

/** How many `**` a pattern may have. Each multiplies the time that a deep path takes; with ten it is a minute. */
export const mostStars = 4

/** Whether it would take too long to compare paths with a line. */
export function isEndless(line: string): boolean {
  return !line.startsWith('#') && line.split(/\*{2,}/).length - 1 > mostStars
}
