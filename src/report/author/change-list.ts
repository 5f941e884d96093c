import type { Change } from '../../model/tree.ts'
import { type Page, wrap } from '../human/page.ts'

const marks = { create: '+', update: '~', delete: '-' } as const

/** What a project that follows its template has become. */
export function printChanges(changes: readonly Change[], { columns }: Page): string {
  const lines = changes.map(({ kind, path }) => `${marks[kind]} ${path}`)
  const isPackage = changes.some(({ path }) => /(?:^|\/)package\.json$/.test(path))
  const install = 'package.json is another: install again if its dependencies are.'
  return `${[...lines, ...(isPackage ? wrap(install, columns) : [])].join('\n')}\n`
}
