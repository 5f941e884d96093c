import { type Command, printCommand } from '../../model/command.ts'
import type { PackageManager } from '../../model/package-manager.ts'
import type { Tree } from '../../model/tree.ts'
import type { Warning } from '../../model/warning.ts'
import { packageScript } from '../../tasks/install.ts'
import type { Task } from '../../tasks/task.ts'
import { manifestOf } from '../plan-tasks.ts'
import type { ModelChange } from './model-changes.ts'

export type Migrating = {
  /** What the migrations are called; without it, `update`. */
  readonly name?: string
  /** The packages whose models change. */
  readonly models: readonly ModelChange[]
  /** Whether rows of the tables that go may be deleted: the person asked for it, and no other server has them. */
  readonly mayDrop: boolean
  /** The project's files once the changes are made. */
  readonly tree: Tree
  readonly packageManager: PackageManager
}

/** A project's migrations are its own history, so a change of its models gets a migration of the project. */
export function migrationTask(migrating: Migrating): Task | undefined {
  const commands = migrationsOf(migrating).map(({ command }) => command)
  if (commands.length === 0) return undefined
  const title = 'Write and apply a migration'
  return { id: 'migrate', title, commands, independent: true, needs: ['install'] }
}

/** Names the tables that the migrations drop. */
export function droppedWarnings(migrating: Migrating): readonly Warning[] {
  return migrationsOf(migrating).flatMap(({ dropped, folder, command, isForced, isOurs }) => {
    if (dropped.length === 0) return []
    const place = folder === '' ? '' : ` of ${folder.slice(0, -1)}`
    const noun = dropped.length === 1 ? 'table' : 'tables'
    const rows = isForced
      ? ', with all rows of the private PostgreSQL.'
      : `. It fails if there are rows in ${dropped.length === 1 ? 'it' : 'them'}.`
    const byHand = printCommand({ ...command, args: [...command.args, '--force'] })
    const toDelete = isOurs ? `To delete the rows, run: ${byHand}` : ''
    return [
      {
        code: 'TABLES_DROPPED',
        message: `The migration${place} drops the ${noun} ${dropped.join(', ')}${rows}`,
        fix: isForced ? 'To keep the rows, save them first.' : toDelete,
      },
    ]
  })
}

type PlannedMigration = ModelChange & {
  readonly command: Command
  /** The script is the one of our templates. */
  readonly isOurs: boolean
  /** It deletes rows. */
  readonly isForced: boolean
}

function migrationsOf(migrating: Migrating): readonly PlannedMigration[] {
  const { name = 'update', models, mayDrop, tree, packageManager } = migrating
  return models.flatMap((model) => {
    const script = manifestOf(tree, model.folder)?.scripts['db:migrate']
    if (typeof script !== 'string') return []
    const command = migrationCommand(packageManager, { name, folder: model.folder })
    // Only our own script is known to take the flag.
    const isOurs = script.includes('scripts/db/migrate.ts')
    const isForced = mayDrop && isOurs && model.isOnlyDrop && model.dropped.length > 0
    const args = isForced ? [...command.args, '--force'] : command.args
    return [{ ...model, command: { ...command, args }, isOurs, isForced }]
  })
}

type MigrationCommand = {
  readonly name: string
  /** The package, from the root of the project: empty, or `apps/api/`. */
  readonly folder: string
  /** It is only written, even without a change of the schema, so that a person can edit it. */
  readonly draft?: boolean
}

/** The command that writes a migration and applies it. */
export function migrationCommand(
  { name: pm }: PackageManager,
  { name, folder, draft }: MigrationCommand,
): Command {
  const args = ['--name', name, ...(draft ? ['--create-only'] : [])]
  return packageScript(pm, { script: 'db:migrate', folder: folder.replace(/\/$/, ''), args })
}
