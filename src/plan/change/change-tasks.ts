import type { NextStep } from '../../model/blueprint.ts'
import { printCommand } from '../../model/command.ts'
import { isLockfile } from '../../model/package-manager.ts'
import { type Change, isRecord } from '../../model/tree.ts'
import { installByHand, installTask, scriptCommand } from '../../tasks/install.ts'
import { skip, type Task } from '../../tasks/task.ts'
import { verifyTask } from '../../tasks/verify.ts'
import type { Facts } from '../facts.ts'
import { manifestOf } from '../plan-tasks.ts'
import type { Wishes } from '../wishes.ts'
import { type Migrating, migrationTask } from './migration-task.ts'

type ChangeTasksInput = Migrating & {
  readonly changes: readonly Change[]
  readonly facts: Facts
  readonly wishes: Wishes
  /** Whether the project's packages are installed at all. */
  readonly isInstalled: boolean
  /** Whether a person has to choose first, so that nothing can be run yet. */
  readonly isInConflict: boolean
}

type ChangeTasks = {
  readonly tasks: readonly Task[]
  readonly nextSteps: readonly NextStep[]
}

/** Plans what runs once the files of a project have changed: install, migration, types, tests. */
export function planChangeTasks(input: ChangeTasksInput): ChangeTasks {
  const { changes, tree, packageManager, facts, wishes, isInConflict } = input
  const manifest = manifestOf(tree)
  const isOnlyRecord = changes.every(({ path }) => isRecord(path))
  if (isOnlyRecord || manifest === undefined) return { tasks: [], nextSteps: [] }
  const { scripts, workspaces } = manifest
  const install = installTask({
    packageManager,
    network: wishes.network,
    hasWorkspaces: workspaces !== undefined,
    skipped: whyNoInstall(input),
  })
  // A skipped install that nothing needs keeps no task from running.
  const stops = install.skipped === '--no-install' ? install.skipped : undefined
  const script = (name: string) => scriptCommand(packageManager.name, name)
  const migrate = migrationTask(input)
  const typecheck: Task = {
    id: 'typecheck',
    title: 'Check the types',
    commands: [script('typecheck')],
    needs: ['install'],
  }
  const verify = verifyTask({
    packageManager: packageManager.name,
    level: wishes.verify || 'quick',
    scripts,
    skipped: wishes.verify === false ? '--no-verify' : stops,
  })
  const isChecked = 'typecheck' in scripts && wishes.verify !== 'full'
  const tasks = [
    install,
    ...(migrate ? [stops === undefined ? migrate : skip(migrate, stops)] : []),
    ...(isChecked
      ? [verify.skipped === undefined ? typecheck : skip(typecheck, verify.skipped)]
      : []),
    verify,
  ]
  const byHand = tasks.filter(({ skipped }) => isInConflict || skipped === '--no-install')
  return {
    tasks: isInConflict ? tasks.map((task) => skip(task, 'some files are in conflict')) : tasks,
    nextSteps: byHand.flatMap((task) => {
      const commands =
        task.id === 'install' ? [installByHand(packageManager, facts.leavesOutDev)] : task.commands
      const isNeeded = isInConflict ? task.skipped === undefined : true
      return isNeeded
        ? commands.map((command) => ({ title: task.title, command: printCommand(command) }))
        : []
    }),
  }
}

/** What decides which packages are installed. */
const installedBy =
  /(?:^|\/)(?:package\.json|pnpm-workspace\.yaml|\.npmrc|\.yarnrc\.yml|bunfig\.toml)$/

function whyNoInstall({ changes, wishes, isInstalled }: ChangeTasksInput): string | undefined {
  if (!wishes.install) return '--no-install'
  const isChanged = changes.some(({ path }) => installedBy.test(path) || isLockfile(path))
  return isChanged || !isInstalled ? undefined : 'no dependency has changed'
}
