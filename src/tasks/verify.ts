import type { Command } from '../model/command.ts'
import type { PackageManagerName } from '../model/package-manager.ts'
import { scriptCommand } from './install.ts'
import type { Task } from './task.ts'

export const verifyLevels = ['quick', 'full'] as const
export type VerifyLevel = (typeof verifyLevels)[number]

/** The project's scripts of each level. The first existing script of each row is run: `check` includes the tests. */
const scriptsOf: Record<VerifyLevel, readonly (readonly string[])[]> = {
  quick: [['test']],
  full: [['check', 'test'], ['test:e2e']],
}

/** With CI set, checks neither prompt nor watch. */
const asInCi: Pick<Command, 'env'> = { env: { CI: 'true' } }

/** Runs the tests of the new project, to show that it works. */
export function verifyTask(how: {
  packageManager: PackageManagerName
  level: VerifyLevel
  scripts: readonly string[]
  skipped?: string | undefined
}): Task {
  const wanted = scriptsOf[how.level].flatMap((row) => {
    return row.find((script) => how.scripts.includes(script)) ?? []
  })
  const skipped = how.skipped ?? (wanted.length === 0 ? 'the template has no tests' : undefined)
  return {
    id: 'verify',
    title: how.level === 'full' ? 'Run the checks and the e2e tests' : 'Run the tests',
    commands: wanted.map((script) => ({ ...scriptCommand(how.packageManager, script), ...asInCi })),
    needs: ['install'],
    ...(how.level === 'full' ? { failsAs: 'check' } : {}),
    ...(skipped === undefined ? {} : { skipped }),
  }
}
