import { type AppError, errors } from '../../errors/errors.ts'
import { printCommand } from '../../model/command.ts'
import type { Plan } from '../plan.ts'

/** What is left for a person to decide once a plan was applied; undefined if nothing is. */
export function conflictError({
  fates,
  prefix,
  target,
}: Pick<Plan, 'fates' | 'prefix' | 'target'>): AppError | undefined {
  const all = [...(fates ?? [])]
  const inConflict = all.flatMap(([path, fate]) =>
    fate.kind === 'conflict' ? [{ path, fate }] : [],
  )
  const dropped = all.flatMap(([path, fate]) => {
    return fate.kind === 'kept' && fate.reason === 'dropped-but-edited' ? [path] : []
  })
  if (inConflict.length === 0)
    return dropped.length === 0 ? undefined : errors.editedAndDropped(dropped)
  const paths = inConflict.map(({ path }) => path)
  const isMarked = inConflict.some(({ fate }) => fate.isMarked)
  const look = isMarked ? 'Choose between the parts that <<<<<<< and >>>>>>> surround.' : ''
  const own = inConflict.flatMap(({ path, fate }) => (fate.isMarked ? [] : [path]))
  const unmarked =
    own.length === 0 ? '' : `${own.join(', ')}: your version is in place; take over what you want.`
  const there = target.shown === '.' ? [] : ['-C', target.shown]
  const command = printCommand({ file: 'git', args: [...there, 'add', '--', ...paths] })
  const add = prefix === undefined ? '' : `Then run: ${command}`
  const rest = dropped.length === 0 ? '' : errors.editedAndDropped(dropped).message
  const fix = [look, unmarked, add, rest].filter((line) => line !== '').join('\n')
  return errors.conflicts(paths, fix)
}
