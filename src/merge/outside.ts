import { readEnv, setEnv } from '../edits/env.ts'
import { allLockfiles } from '../model/package-manager.ts'
import { recordPath } from '../model/record.ts'
import type { TreeFile } from '../model/tree.ts'
import type { Fate, OutsideReason } from './fate.ts'
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
  const file = reason === 'secrets' ? withNewNames(files) : undefined
  return { kind: 'outside', reason, ...(file && { file }) }
}

function reasonOutside(path: string, files: Three<TreeFile>): OutsideReason | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const isSecret = [files.base, files.disk, files.next].some((file) => file?.secret)
  if (isSecret || name === '.env') return 'secrets'
  if (allLockfiles.includes(name)) return 'lockfile'
  if (path === recordPath || path.startsWith('.create-app/')) return 'record'
  if (/(?:^|\/)prisma\/migrations\//.test(path)) return 'migrations'
  return /(?:^|\/)src\/generated\//.test(path) ? 'generated' : undefined
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
