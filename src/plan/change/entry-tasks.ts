import type { Command } from '../../model/command.ts'
import type { GeneratorMigration } from '../../model/generated/generator.ts'
import type { PackageManagerName } from '../../model/package-manager.ts'
import type { Change, Tree } from '../../model/tree.ts'
import { isRecord } from '../../model/tree.ts'
import { changedDependencies } from '../../packages/dependencies.ts'
import { localCommand, packageScript } from '../../tasks/install.ts'
import { skip, type Task } from '../../tasks/task.ts'
import { testScriptProblem } from '../../tasks/test-script.ts'
import { manifestOf } from '../plan-tasks.ts'
import type { Wishes } from '../wishes.ts'
import { type Migrating, migrationCommand, migrationTask } from './migration-task.ts'

type EntryTasksInput = {
  readonly changes: readonly Change[]
  /** The project afterwards, at least the package.json of the package. */
  readonly tree: Tree
  /** The package that the changes are in; the root is the empty string. */
  readonly folder: string
  readonly packageManager: PackageManagerName
  readonly wishes: Wishes
  readonly isInstalled: boolean
  /** A migration that comes with the files. */
  readonly migration: GeneratorMigration | undefined
  /** What the models of a project need that lose what goes. */
  readonly removing: Migrating | undefined
  readonly hooks: Readonly<Record<'before' | 'after', readonly Command[]>>
}

/** Plans what runs once generated files are in place: a migration, the hooks of the generator, the types, and the tests. */
export function planEntryTasks(input: EntryTasksInput): readonly Task[] {
  const { changes, tree, folder, wishes, isInstalled, hooks, migration } = input
  // A draft comes with no files.
  if (changes.every(({ path }) => isRecord(path)) && !migration?.draft) return []
  const { scripts = {} } = manifestOf(tree, folder === '' ? '' : `${folder}/`) ?? {}
  const unable = whyUnable(changes, isInstalled)
  const reason = wishes.verify === false ? '--no-verify' : unable
  const skipped = (why: string | undefined) => (task: Task) =>
    why === undefined ? task : skip(task, why)
  return [
    ...hookTask('before', hooks.before),
    ...hookTask('after', hooks.after),
    ...migrationTasks(input).map(skipped(unable)),
    ...[
      ...lintTasks(scripts, input),
      ...typecheckTasks(scripts, input),
      ...testTasks(scripts, input),
    ].map(skipped(reason)),
  ]
}

function whyUnable(changes: readonly Change[], isInstalled: boolean): string | undefined {
  if (!isInstalled) return 'nothing is installed'
  const isMissing = changedDependencies(changes).added.length > 0
  return isMissing ? 'new dependencies are not installed' : undefined
}

function migrationTasks(input: EntryTasksInput): readonly Task[] {
  const { changes, migration, removing, folder, packageManager: name } = input
  const task = removing && migrationTask(removing)
  if (task) return [{ ...task, needs: ['after'] }]
  const isNeeded = migration?.draft || changes.some(({ path }) => path.endsWith('.prisma'))
  if (migration === undefined || !isNeeded) return []
  const commands = (migration.in ?? [folder]).map((at) => {
    return migrationCommand({ name, version: '' }, { ...migration, folder: at })
  })
  const title = migration.draft ? 'Write a migration' : 'Write and apply a migration'
  return [{ id: 'migrate', title, commands, independent: true, needs: ['after'] }]
}

/** Those after the files run before a migration, which would stay if one of them failed. */
function hookTask(id: 'before' | 'after', commands: readonly Command[]): readonly Task[] {
  const title = id === 'before' ? 'Run the hooks before the files' : 'Run the hooks after the files'
  return commands.length === 0 ? [] : [{ id, title, commands }]
}

/** Biome, ESLint and Oxlint look at the files that came or changed. The script may be that of the whole monorepo. */
function lintTasks(own: Scripts, input: EntryTasksInput): readonly Task[] {
  const { changes, tree, folder, packageManager } = input
  const isOwn = 'lint' in own
  const script = String((isOwn ? own : manifestOf(tree)?.scripts)?.lint ?? '')
  const [at, place] = isOwn && folder !== '' ? [`${folder}/`, folder] : ['', '']
  const files = changes.flatMap(({ kind, path }) => {
    return kind !== 'delete' && !isRecord(path) && path.startsWith(at)
      ? [path.slice(at.length)]
      : []
  })
  const code = files.filter((path) => /\.[cm]?[jt]sx?$/.test(path)).map((path) => at + path)
  const [linter] = /\b(?:biome|eslint|oxlint)\b/.exec(script) ?? []
  const wanted = linter === 'biome' ? files : code
  if (linter === undefined || wanted.length === 0) return []
  const args = ['--no-errors-on-unmatched', ...files]
  const command =
    linter === 'biome'
      ? packageScript(packageManager, { script: 'lint', folder: place, args })
      : localCommand(packageManager, [linter, ...code])
  return [
    { id: 'lint', title: 'Check the rules', commands: [command], needs: ['migrate', 'after'] },
  ]
}

type Scripts = Readonly<Record<string, unknown>>

function typecheckTasks(
  scripts: Scripts,
  { packageManager, folder, changes }: EntryTasksInput,
): readonly Task[] {
  if (!('typecheck' in scripts) || changes.length === 0) return []
  const commands = [packageScript(packageManager, { script: 'typecheck', folder })]
  return [{ id: 'typecheck', title: 'Check the types', commands, needs: ['migrate', 'after'] }]
}

/**
 * Of Vitest and Jest, only the test files that came or changed are run, without those that need a browser; of any other
 * script, all of it.
 */
function testTasks(scripts: Scripts, input: EntryTasksInput): readonly Task[] {
  const { changes, folder, packageManager } = input
  const script = String(scripts.test ?? '')
  if (testScriptProblem(script) !== undefined || changes.length === 0) return []
  const at = folder === '' ? '' : `${folder}/`
  const files = changes.flatMap(({ kind, path }) => {
    const isTest =
      kind !== 'delete' &&
      !/(?:^|\/)e2e\//.test(path) &&
      /\.(?:test|spec)\.[cm]?[jt]sx?$/.test(path)
    return isTest && path.startsWith(at) ? [path.slice(at.length)] : []
  })
  const takesFiles = /\b(?:vitest|jest)\b/.test(script)
  if (takesFiles && files.length === 0) return []
  const args = takesFiles ? files : []
  const command = packageScript(packageManager, { script: 'test', folder, args })
  return [
    {
      ...{ id: 'verify', title: 'Run the tests', needs: ['migrate', 'after'] },
      commands: [{ ...command, env: { CI: 'true' } }],
    },
  ]
}
