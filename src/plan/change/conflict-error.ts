import { type AppError, errors } from '../../errors/errors.ts'
import { printCommand } from '../../model/command.ts'
import type { InsertionOutcome } from '../../model/generated/insertion.ts'
import type { Plan } from '../plan.ts'

/** What is left for a person to decide once a plan was applied; undefined if nothing is. */
export function conflictError({
  command,
  fates,
  insertions = [],
  prefix,
  target,
}: ConflictingPlan): AppError | undefined {
  const all = [...(fates ?? [])]
  const inConflict = all.flatMap(([path, fate]) =>
    fate.kind === 'conflict' ? [{ path, fate }] : [],
  )
  const dropped = all.flatMap(([path, fate]) => {
    return fate.kind === 'kept' && fate.reason === 'dropped-but-edited' ? [path] : []
  })
  if (command === 'generate' || command === 'remove') {
    const left = command === 'generate' ? [] : insertions.filter(isLeft).map(({ file }) => file)
    const isNothing = dropped.length + left.length === 0
    return isNothing ? undefined : errors.leftBehind({ files: dropped, texts: [...new Set(left)] })
  }
  if (inConflict.length === 0)
    return dropped.length === 0 ? undefined : errors.editedAndDropped(dropped)
  const paths = inConflict.map(({ path }) => path)
  const isMarked = inConflict.some(({ fate }) => fate.isMarked)
  const look = isMarked ? 'Choose between the parts that <<<<<<< and >>>>>>> surround.' : ''
  const own = inConflict.flatMap(({ path, fate }) => (fate.isMarked ? [] : [path]))
  const unmarked =
    own.length === 0 ? '' : `${own.join(', ')}: your version is in place; take over what you want.`
  const there = target.shown === '.' ? [] : ['-C', target.shown]
  const adding = printCommand({ file: 'git', args: [...there, 'add', '--', ...paths] })
  const add = prefix === undefined ? '' : `Then run: ${adding}`
  const rest = dropped.length === 0 ? '' : errors.editedAndDropped(dropped).message
  const fix = [look, unmarked, add, rest].filter((line) => line !== '').join('\n')
  return errors.conflicts(paths, { other: command === 'add' ? 'add-on' : 'template', fix })
}

type ConflictingPlan = Pick<Plan, 'command' | 'fates' | 'insertions' | 'prefix' | 'target'>

/** Text that was to be taken out and is there in another form. */
function isLeft({ outcome }: InsertionOutcome): boolean {
  return outcome === 'differs' || outcome === 'unable'
}
