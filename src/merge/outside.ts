import { readEnv, setEnv } from '../edits/env.ts'
import { isNpmLockfile, withNewEntries } from '../edits/json/lockfile.ts'
import { allLockfiles } from '../model/package-manager.ts'
import { recordPath } from '../model/record.ts'
import type { TreeFile } from '../model/tree.ts'
import type { Fate, OutsideReason } from './fate.ts'
import { historyOf } from './history.ts'
import { isSameFile } from './same-file.ts'
import type { Three } from './three/three.ts'

/** The fate of a file that is no part of the merge; undefined for all other files. */
export function fateOutside(
  path: string,
  files: Three<TreeFile>,
  includesHistory: boolean,
): Extract<Fate, { kind: 'outside' }> | undefined {
  const reason = reasonOutside(path, files)
  if (reason === undefined) return undefined
  if (includesHistory && (reason === 'migrations' || reason === 'generated')) return undefined
  if (reason === 'lockfile') return { kind: 'outside', reason, ...lockfileOf(path, files) }
  const file = reason === 'secrets' ? withNewNames(files) : undefined
  return { kind: 'outside', reason, ...(file && { file }) }
}

/** Whether a file is no part of the merge: a secret, a lockfile, a migration, a generated file, or a record. */
export function isOutside(path: string, files: Three<TreeFile>): boolean {
  return reasonOutside(path, files) !== undefined
}

function reasonOutside(path: string, files: Three<TreeFile>): OutsideReason | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const isSecret = [files.base, files.disk, files.next].some((file) => file?.secret)
  if (isSecret || name === '.env') return 'secrets'
  if (allLockfiles.includes(name)) return 'lockfile'
  if (path === recordPath || path.startsWith('.create-app/')) return 'record'
  if (historyOf(path) !== undefined) return 'migrations'
  return /(?:^|\/)src\/generated\//.test(path) ? 'generated' : undefined
}

/** A lockfile that no install has changed is the template's; any other one is the project's own. */
function lockfileOf(
  path: string,
  { base, disk, next }: Three<TreeFile>,
): { readonly file?: TreeFile | undefined } {
  const isUntouched = disk === undefined ? base === undefined : base && isSameFile(base, disk)
  const isChanged = next === undefined ? disk !== undefined : !disk || !isSameFile(next, disk)
  if (isUntouched) return isChanged ? { file: next } : {}
  if (disk === undefined || base === undefined || next === undefined) return {}
  // What the template has anew does not have to be resolved again.
  if (!isNpmLockfile(path)) return {}
  const texts = [disk, base, next].map(({ content }) => String(content))
  const [own = '', before = '', after = ''] = texts
  const content = withNewEntries(own, { before, after })
  return content === undefined ? {} : { file: { ...disk, content } }
}

/** The person's secrets with the variables that are new in the template; undefined where none is. */
function withNewNames({ base, disk, next }: Three<TreeFile>): TreeFile | undefined {
  if (typeof next?.content !== 'string') return undefined
  if (disk === undefined) return base === undefined ? next : undefined
  if (typeof disk.content !== 'string') return undefined
  const known = typeof base?.content === 'string' ? readEnv(base.content) : new Map()
  const own = readEnv(disk.content)
  const added = [...readEnv(next.content)].filter(([name]) => !known.has(name) && !own.has(name))
  if (added.length === 0) return undefined
  return { ...disk, content: setEnv(disk.content, new Map(added)) }
}
