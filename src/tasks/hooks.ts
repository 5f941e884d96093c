import type { PackageManagerName } from '../model/package-manager.ts'
import { scriptCommand } from './install.ts'
import type { Task } from './task.ts'

/** The scripts that an install runs in the project itself; Yarn 4 has no `prepare`. */
const installScripts = ['prepare', 'postinstall'] as const

/**
 * Sets up husky's hooks, for a project with a script that does that during an install. A machine can be configured to
 * run no scripts during an install, so the script runs once more, by its name.
 */
export function hooksTask(how: {
  packageManager: PackageManagerName
  scripts: Readonly<Record<string, unknown>>
  skipped?: string | undefined
}): Task | undefined {
  const script = installScripts.find((name) => /\bhusky\b/.test(String(how.scripts[name] ?? '')))
  if (script === undefined) return undefined
  return {
    id: 'hooks',
    title: 'Set up the git hooks',
    // Such scripts do nothing in CI, where nobody commits.
    commands: [{ ...scriptCommand(how.packageManager, script), env: { CI: undefined } }],
    needs: ['git', 'install'],
    ...(how.skipped === undefined ? {} : { skipped: how.skipped }),
  }
}
