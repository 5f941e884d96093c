import { errors } from '../../errors/errors.ts'
import { endedHistories } from '../../merge/history.ts'
import type { Fates } from '../../merge/merge-trees.ts'
import { hasMarkers } from '../../merge/text/text-merge.ts'
import { entryPath, type GeneratedEntry, printEntry } from '../../model/generated/entry.ts'
import type { Tree } from '../../model/tree.ts'
import type { Warning } from '../../model/warning.ts'
import { followRenames } from '../../plan/change/follow-renames.ts'
import { treeOf } from '../../plan/plan.ts'
import {
  type AddonChange,
  addonsAfter,
  recordedOwners,
  touchedBy,
} from '../../plan/tree/change-addons.ts'
import { bothWithEntries, otherwiseInserted, withEntries } from '../../plan/tree/with-entries.ts'
import { mergeFiles } from '../../project/existing/merge-texts.ts'
import { readEntries } from '../../project/existing/read-entries.ts'
import { type Repository, readRepositoryOf, unmergedIn } from '../../project/existing/repository.ts'
import type { OpenedProject } from '../recorded/open-recorded.ts'
import type { Planning } from '../recorded/plan-next.ts'
import type { SourceFlags } from '../recorded/recorded-source.ts'
import { type BothSides, bothSides } from './both-sides.ts'
import { questionOf, readDisk } from './read-disk.ts'
import { readHistory } from './read-history.ts'
import { renewEntries } from './renew-entries.ts'

/** A project beside what its record made and what it would make now. */
export type ComparedProject = OpenedProject &
  BothSides & {
    /** What the record made; nothing in a comparison of two sides only. */
    readonly made: Tree
    /** What the record would make now. Both have what generators make in another way now, and their insertions. */
    readonly wanted: Tree
    /** The records of generated things that change. */
    readonly records: Tree
    readonly addons: AddonChange
    /** The project's files as they are, and with every file where the newer template has it. */
    readonly disk: Tree
    readonly followed: Tree
    readonly fates: Fates
    /** The repository that the project is in, if there is one. */
    readonly repository: Repository | undefined
    /** Files that are still in conflict since an earlier update. */
    readonly unresolved: readonly string[]
    /** What a person should know of the comparison. */
    readonly warnings: readonly Warning[]
  }

export type CompareFlags = SourceFlags & {
  /** Compares without what the record made: every difference is a conflict. */
  readonly 'two-way'?: boolean | undefined
  /** Deletes files that the template drops although the person edited them. */
  readonly force?: boolean | undefined
}

type Comparing = Omit<Planning, 'target'> & {
  /** Formats generated files as the project does. Without it, nothing of the project runs. */
  readonly format?: (files: Tree) => Promise<Tree>
}

/**
 * Compares a project with what its record made and what it would make now.
 * @throws AppError when what the record made cannot be rebuilt, unless two sides are enough.
 */
export async function compareProject(
  { target, record, leftovers }: OpenedProject,
  flags: CompareFlags,
  planning: Comparing,
): Promise<ComparedProject> {
  const sides = await bothSides(record, flags, { ...planning, target })
  const { base, next, facts, notes, renames } = sides
  if (facts.git === undefined) throw errors.gitNeeded()
  if (!base.tree && !flags['two-way']) throw errors.baseUnknown(base.problem)
  const entries = await readEntries(target.dir, leftovers)
  const choosing = { ...planning, target }
  const renewed = await renewEntries(entries, {
    ...{ flags, choosing, leftovers, format: planning.format },
    trees: { before: base.tree ?? new Map(), after: treeOf(next) },
  })
  const records = recordsIn({ before: entries, after: renewed.entries })
  const addons = {
    before: record.addons,
    after: addonsAfter(record.addons, base.tree ? base.addons : [], next.addons ?? []),
    others: renewed.entries.flatMap(({ insertions }) => insertions),
  }
  const recorded = recordedOwners({ before: entries, after: renewed.entries }, addons)
  const template = (flags['two-way'] ? undefined : base.tree) ?? new Map()
  const history = await readHistory(target.dir, endedHistories(template, treeOf(next)), leftovers)
  const before: Tree = new Map([...template, ...history, ...renewed.made])
  const after: Tree = new Map([...treeOf(next), ...renewed.wanted])
  const question = questionOf(planning.io, facts, planning.signal)
  const { disk, moved, blocked } = await readDisk(
    { target, leftovers },
    {
      base: withEntries(before, recorded.before),
      wanted: after,
      others: [
        ...[...records.keys(), ...otherwiseInserted(recorded)],
        ...touchedBy([...addons.before, ...addons.after]),
      ],
      question,
    },
  )
  const { made, wanted } = bothWithEntries({ before, after }, recorded, disk)
  const repository = await readRepositoryOf(target.dir, question)
  // In the middle of a merge or a rebase, the conflicts in the index are those of the merge.
  const isBusy = repository?.busyWith !== undefined
  const unmerged = isBusy ? [] : await unmergedIn(target.dir, question)
  const trees = followRenames({ base: made, disk }, wanted, renames)
  const fates = await mergeFiles(
    {
      ...{ base: trees.base, disk: trees.disk, next: wanted },
      ...{ moved, blocked, force: flags.force ?? false },
    },
    question,
  )
  const doubt = base.tree && !flags['two-way'] ? base.doubt : undefined
  return {
    ...sides,
    ...{ target, record, leftovers, repository, made, wanted, records },
    addons: { ...addons, moved },
    ...{ disk, followed: trees.disk, fates },
    unresolved: unresolvedIn(disk, unmerged),
    warnings: [...(doubt ? [doubt] : []), ...notes, ...renewed.warnings],
  }
}

function recordsIn({
  before,
  after,
}: Readonly<Record<'before' | 'after', readonly GeneratedEntry[]>>): Tree {
  const changed = after.filter((entry) => !before.includes(entry))
  return new Map(changed.map((entry) => [entryPath(entry), { content: printEntry(entry) }]))
}

/** A file that a person moved may no longer be found as such, so all that git lists counts. Without git there are markers. */
function unresolvedIn(disk: Tree, unmerged: readonly string[]): readonly string[] {
  const marked = [...disk].flatMap(([path, { content }]) => {
    return typeof content === 'string' && hasMarkers(content) ? [path] : []
  })
  return [...new Set([...marked, ...unmerged])].sort()
}
