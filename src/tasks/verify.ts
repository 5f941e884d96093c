import type { Command } from '../model/command.ts'
import type { PackageManagerName } from '../model/package-manager.ts'
import { scriptCommand } from './install.ts'
import type { Task } from './task.ts'
import { testScriptProblem } from './test-script.ts'

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
  scripts: Readonly<Record<string, unknown>>
  skipped?: string | undefined
}): Task {
  const problem = testScriptProblem(String(how.scripts.test ?? ''))
  const wanted = scriptsOf[how.level].flatMap((row) => {
    const script = row.find((name) => how.scripts[name] !== undefined)
    return script === undefined || (script === 'test' && problem !== undefined) ? [] : [script]
  })
  const skipped = how.skipped ?? (wanted.length === 0 ? whyNone(problem) : undefined)
  return {
    id: 'verify',
    title: how.level === 'full' ? 'Run the checks and the e2e tests' : 'Run the tests',
    commands: wanted.map((script) => ({ ...scriptCommand(how.packageManager, script), ...asInCi })),
    needs: ['install'],
    ...(how.level === 'full' ? { failsAs: 'check' } : {}),
    ...(skipped === undefined ? {} : { skipped }),
  }
}

function whyNone(problem: string | undefined): string {
  return problem === undefined ? 'the template has no tests' : `the script "test" ${problem}`
}
