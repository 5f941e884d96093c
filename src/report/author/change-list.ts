import type { Change } from '../../model/tree.ts'
import { type Page, wrap } from '../human/page.ts'

const marks = { create: '+', update: '~', delete: '-' } as const

/** The changes that `template dev` made to its project. */
export function printChanges(changes: readonly Change[], { columns }: Page): string {
  const lines = changes.map(({ kind, path }) => `${marks[kind]} ${path}`)
  const isPackage = changes.some(({ path }) => /(?:^|\/)package\.json$/.test(path))
  const install = 'package.json has changed. If its dependencies have changed, install them again.'
  return `${[...lines, ...(isPackage ? wrap(install, columns) : [])].join('\n')}\n`
}
