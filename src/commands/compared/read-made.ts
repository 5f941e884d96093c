import { errors } from '../../errors/errors.ts'
import { packageManagerOf } from '../../model/question.ts'
import { choiceIn } from '../../model/record.ts'
import type { Tree } from '../../model/tree.ts'
import type { Warning } from '../../model/warning.ts'
import { withEntries } from '../../plan/tree/with-entries.ts'
import { readEntries } from '../../project/existing/read-entries.ts'
import { probe } from '../../project/probe.ts'
import type { OpenedProject } from '../recorded/open-recorded.ts'
import { rebuildBase } from '../recorded/rebuild-base.ts'
import type { Choosing } from '../recorded/recorded-source.ts'
import { refuseLater } from '../recorded/recorded-version.ts'
import type { CompareFlags } from './compare-project.ts'
import { questionOf, readDisk } from './read-disk.ts'

/** A project beside what its record made. */
export type MadeProject = {
  readonly made: Tree
  /** The project's files at the paths of `made` and where they were moved. */
  readonly disk: Tree
  /** Files that the person moved: the path in `made`, and the one on disk. */
  readonly moved: ReadonlyMap<string, string>
  /** Set when nothing shows whether these are the files that the record made. */
  readonly doubt: Warning | undefined
}

/**
 * Reads a project beside what its record made.
 * @throws AppError when what the record made cannot be rebuilt.
 */
export async function readMade(
  { target, record, leftovers }: OpenedProject,
  flags: CompareFlags,
  choosing: Omit<Choosing, 'target'>,
): Promise<MadeProject> {
  const { catalog, command, io, signal } = choosing
  const args = [command, ...(target.shown === '.' ? [] : [target.shown])]
  refuseLater(record, { shown: target.shown, running: catalog.version, args })
  const packageManager = packageManagerOf(choiceIn(record).answers)
  const facts = await probe(io, { dir: target.dir, packageManager, signal, wishes: asksOnlyGit })
  const base = await rebuildBase(record, flags, { ...choosing, target })
  // Two sides are no difference, so there is nothing else to try.
  if (!base.tree) throw errors.baseUnknown({ ...base.problem, fix: '' })
  const found = await readDisk(
    { target, leftovers },
    {
      ...{ base: base.tree, wanted: base.tree, others: [] },
      question: questionOf(io, facts, signal),
    },
  )
  const entries = await readEntries(target.dir, leftovers)
  const all = [...entries, ...record.addons]
  return { made: withEntries(base.tree, all, found.disk), doubt: base.doubt, ...found }
}

const asksOnlyGit = { install: false, git: undefined }
