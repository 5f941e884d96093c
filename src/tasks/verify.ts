import type { PackageManagerName } from '../model/package-manager.ts'
import { scriptCommand } from './install.ts'
import type { Task } from './task.ts'

export const verifyLevels = ['quick', 'full'] as const
export type VerifyLevel = (typeof verifyLevels)[number]

/** What each level runs of the project's own scripts. Of each row the first that is there: `check` contains the tests. */
const scriptsOf: Record<VerifyLevel, readonly (readonly string[])[]> = {
  quick: [['test']],
  full: [['check', 'test'], ['test:e2e']],
}

/** Runs the new project's own tests: the difference between "created" and "works". */
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
    commands: wanted.map((script) => scriptCommand(how.packageManager, script)),
    needs: ['install'],
    ...(skipped === undefined ? {} : { skipped }),
  }
}
