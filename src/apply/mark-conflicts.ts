import { askWhole } from '../exec.ts'
import type { IO } from '../io.ts'
import type { MergeConflict } from '../merge/fate.ts'
import { modeOf, type TreeFile } from '../model/tree.ts'
import type { Plan } from '../plan/plan.ts'
import { childEnvironment } from './tasks/child-environment.ts'

type Marking = { readonly env: IO['env']; readonly signal: AbortSignal }

/**
 * Gives git's index the three versions of each file in conflict, as a merge of git does. So `git status` lists the files
 * as unmerged, tools for merging find the versions, and nothing can be committed before a person has chosen.
 */
export async function markConflicts(
  { fates, prefix, scrub, target }: Plan,
  { env, signal }: Marking,
): Promise<void> {
  if (prefix === undefined) return
  const conflicts = [...(fates ?? [])].flatMap(([path, fate]) => {
    return fate.kind === 'conflict' ? [[path, fate] as const] : []
  })
  if (conflicts.length === 0) return
  const how = { cwd: target.dir, env: childEnvironment(env, scrub), signal }
  const git = async (args: readonly string[], input: string | Uint8Array) => {
    const { output, exitCode } = await askWhole({ file: 'git', args, input }, how)
    return exitCode === 0 ? output.trim() : undefined
  }
  const lines: string[] = []
  for (const [path, { stages }] of conflicts) {
    const entries: string[] = []
    for (const [stage, file] of stagesOf(stages)) {
      const id = await git(['hash-object', '-w', '--stdin', `--path=${path}`], file.content)
      if (id !== undefined)
        entries.push(`100${modeOf(file) === 0o755 ? 755 : 644} ${id} ${stage}\t${prefix}${path}\0`)
    }
    // The entry of the last commit goes, because a path is either merged or not.
    lines.push(`0 ${'0'.repeat(40)}\t${prefix}${path}\0`, ...entries)
  }
  await git(['update-index', '-z', '--index-info'], lines.join(''))
}

function stagesOf({
  base,
  disk,
  next,
}: MergeConflict['stages']): readonly (readonly [number, TreeFile])[] {
  return [base, disk, next].flatMap((file, index) => (file ? [[index + 1, file] as const] : []))
}
