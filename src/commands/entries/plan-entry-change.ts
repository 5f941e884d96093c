import { join } from 'node:path'
import { cacheFolder } from '../../blueprints/released.ts'
import type { Flags } from '../../flags/flags.ts'
import { filtered } from '../../generators/words/words.ts'
import type { IO } from '../../io.ts'
import type { Fates } from '../../merge/merge-trees.ts'
import type { NextStep } from '../../model/blueprint.ts'
import { type Command, printCommand } from '../../model/command.ts'
import { entryPath, type GeneratedEntry, keptPath } from '../../model/generated/entry.ts'
import type { GeneratorMigration } from '../../model/generated/generator.ts'
import type { PackageManagerName } from '../../model/package-manager.ts'
import { recordSchema } from '../../model/record.ts'
import { hashOf, type Tree, treeAfter } from '../../model/tree.ts'
import { changedDependencies } from '../../packages/dependencies.ts'
import { packageJsonIn } from '../../packages/workspaces.ts'
import { planEntryTasks } from '../../plan/change/entry-tasks.ts'
import { droppedWarnings, type Migrating } from '../../plan/change/migration-task.ts'
import { modelChanges } from '../../plan/change/model-changes.ts'
import { type ChangedEntry, type EntryInput, planEntry } from '../../plan/change/plan-entry.ts'
import type { Plan } from '../../plan/plan.ts'
import { insertionWarnings } from '../../plan/tree/insertion-warnings.ts'
import { wishesOf } from '../../plan/wishes.ts'
import { entriesOf, kindAt } from '../../project/disk.ts'
import { mergeFiles } from '../../project/existing/merge-texts.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import { imagesPlace } from '../../project/existing/read-images.ts'
import { type GitQuestion, readRepositoryOf } from '../../project/existing/repository.ts'
import { probe } from '../../project/probe.ts'
import { installByHand, installTitle, packageScript } from '../../tasks/install.ts'
import type { AnyProject } from '../recorded/open-any.ts'
import { requireCommitted } from '../recorded/require-committed.ts'

type EntryChanging = {
  readonly command: 'generate' | 'remove'
  readonly project: AnyProject
  readonly flags: Flags
  /** As it is recorded; undefined for what is new. */
  readonly before: GeneratedEntry | undefined
  /** As it is to be; undefined for what is removed. */
  readonly after: EntryInput | undefined
  /** Makes again what the entry made, as far as the same bytes come of it. */
  readonly remake?: (() => Promise<Tree>) | undefined
  /** All entries of the project. */
  readonly entries: readonly GeneratedEntry[]
  /** The package of a monorepo that it is in; empty at the root. */
  readonly folder: string
  readonly migration: GeneratorMigration | undefined
  readonly hooks: Readonly<Record<'before' | 'after', readonly Command[]>>
  readonly minutes: number | undefined
}

/** Plans how an entry of a project changes. */
export async function planEntryChange(
  change: EntryChanging,
  { io, signal }: { io: IO; signal: AbortSignal },
): Promise<Plan> {
  const { command, project, flags, before, after, entries, folder } = change
  const { migration, hooks, minutes } = change
  const { target, leftovers, record, packageManager } = project
  const wishes = wishesOf(flags)
  const asking = { dir: target.dir, signal, wishes: { install: false, git: undefined } }
  const facts = await probe(io, { ...asking, packageManager: { name: 'npm', version: '' } })
  const question = { env: io.env, scrub: facts.gitVariables, signal }
  const insertions = [...(before?.insertions ?? []), ...(after?.insertions ?? [])]
  const paths = [
    ...Object.keys(before?.files ?? {}),
    ...(after?.files.keys() ?? []),
    ...insertions.map(({ file }) => file),
    ...[before, after?.entry].flatMap((one) => (one ? [entryPath(one), ...keptPaths(one)] : [])),
  ]
  const disk = await readFiles(
    target.dir,
    [...new Set([...paths, packageJsonIn(folder), 'package.json'])],
    leftovers,
  )
  const merged = await mergeEdited(change, { disk: disk.tree, question })
  const changed = planEntry({
    ...{ disk: disk.tree, blocked: disk.blocked, before, after, merged },
    others: entries.filter((entry) => entry !== before),
    force: flags.force ?? false,
  })
  const repository = await readRepositoryOf(target.dir, question)
  const images = imagesPlace(target.dir, { repository, cache: cacheFolder(io.env) })
  const written = { leftovers, disk: disk.tree, made: new Map(), images, dirty: flags.dirty }
  const compared = before ? [...Object.keys(before.files), entryPath(before)] : []
  const committing = { repository, question, ...written, compared }
  const earlier = await requireCommitted({ target, ...changed }, committing)
  const isDone = migration?.draft && (await hasMigration(target.dir, folder, migration.name))
  const isInstalled = (await kindAt(`${target.dir}/node_modules`)) === 'folder'
  const tree = treeAfter(disk.tree, changed.changes)
  const removing =
    before && !after ? migratingWithout(before, { changed, tree, packageManager }) : undefined
  const tasks = planEntryTasks({
    ...{ changes: changed.changes, tree, removing },
    ...{ packageManager, wishes, isInstalled, folder, hooks },
    ...{ migration: isDone ? undefined : migration },
  })
  return {
    ...{ version: 1, command, target, changes: changed.changes, tasks },
    kept: [...changed.fates].flatMap(([path, { kind }]) => (kind === 'kept' ? [path] : [])),
    fates: changed.fates,
    insertions: changed.insertions,
    warnings: [
      ...(removing && isInstalled ? droppedWarnings(removing) : []),
      ...insertionWarnings(command, changed.insertions),
    ],
    nextSteps: [
      ...installSteps(changed, { packageManager, leavesOutDev: facts.leavesOutDev }),
      ...(migration?.draft && !isDone ? [stepAfterDraft(project, folder)] : []),
    ],
    record: {
      schema: recordSchema,
      createApp: record?.createApp ?? '',
      blueprints: record?.blueprints ?? [],
    },
    scrub: facts.gitVariables,
    ...{ replay: '', treeHash: '' },
    images: { folder: images, earlier, lockfiles: new Map() },
    ...(minutes !== undefined && { minutes }),
  }
}

function keptPaths({ kept }: Pick<GeneratedEntry, 'kept'>): readonly string[] {
  return kept === undefined ? [] : [keptPath(kept)]
}

/** A table goes with its model, by a migration, because a database remembers more than its schema. */
function migratingWithout(
  { answers: { name = '' } }: GeneratedEntry,
  { changed, tree, packageManager }: RemovedModels,
): Migrating {
  const models = modelChanges(changed.changes, tree)
  const word = filtered(name.slice(name.lastIndexOf('/') + 1), ['kebab'])
  // What a person put into the tables is theirs to delete.
  const may = { mayDrop: false, packageManager: { name: packageManager, version: '' } }
  return { name: `remove-${word}`, models, tree, ...may }
}

type RemovedModels = {
  readonly changed: Pick<ChangedEntry, 'changes'>
  readonly tree: Tree
  readonly packageManager: AnyProject['packageManager']
}

/** Merges the files that the person edited and that the entry makes in another way now. */
async function mergeEdited(
  { before, after, remake }: EntryChanging,
  { disk, question }: { readonly disk: Tree; readonly question: GitQuestion },
): Promise<Fates> {
  const edited = Object.entries(before?.files ?? {}).filter(([path, made]) => {
    const [found, next] = [disk.get(path), after?.files.get(path)]
    return found && next && ![made, hashOf(next)].includes(hashOf(found)) && hashOf(next) !== made
  })
  if (edited.length === 0 || remake === undefined) return new Map()
  const again = await remake()
  const paths = edited.flatMap(([path, made]) => {
    const file = again.get(path)
    return file && hashOf(file) === made ? [path] : []
  })
  const only = (tree: Tree): Tree => new Map([...tree].filter(([path]) => paths.includes(path)))
  const sides = { base: only(again), disk: only(disk), next: only(after?.files ?? new Map()) }
  return mergeFiles({ ...sides, includesHistory: true }, question)
}

/** Where other packages are asked for, the person installs them. */
function installSteps(
  { changes }: Pick<ChangedEntry, 'changes'>,
  how: { readonly packageManager: PackageManagerName; readonly leavesOutDev: boolean },
): readonly NextStep[] {
  const { added, removed } = changedDependencies(changes)
  if (added.length + removed.length === 0) return []
  const command = installByHand({ name: how.packageManager, version: '' }, how.leavesOutDev)
  return [{ title: installTitle, command: printCommand(command) }]
}

function stepAfterDraft({ packageManager }: AnyProject, folder: string): NextStep {
  const command = printCommand(packageScript(packageManager, { script: 'db:deploy', folder }))
  return { title: 'Apply the migration, once you have edited it', command }
}

/** Whether a draft of that name was written before, as Prisma names its folders: `20261130120000_add_index`. */
async function hasMigration(dir: string, folder: string, name: string): Promise<boolean> {
  const migrations = join(dir, folder, 'prisma/migrations')
  if ((await kindAt(migrations)) !== 'folder') return false
  const written = name.replaceAll('-', '_')
  return (await entriesOf(migrations)).some((one) => one.replace(/^\d+_/, '') === written)
}
