import type { Command } from '../model/command.ts'
import type { PackageManagerName } from '../model/package-manager.ts'

/** Why an install failed, and what has to be done before the same command can succeed. */
export type Remedy = { readonly why: string; readonly commands: readonly Command[] }

/**
 * Reads the output of a failed install; undefined when it says nothing that we know.
 * @param hasRepository whether a first commit of the project follows.
 */
export function installRemedy(
  packageManager: PackageManagerName,
  output: string,
  hasRepository: boolean,
): Remedy | undefined {
  if (packageManager !== 'npm') return undefined
  if (/^npm (?:error|ERR!) code ERESOLVE\b/m.test(output)) {
    return {
      why: 'Its dependencies exclude each other (ERESOLVE). With the setting legacy-peer-deps, npm installs them anyway.',
      commands: [
        { file: 'npm', args: ['config', 'set', 'legacy-peer-deps=true', '--location=project'] },
        ...(hasRepository ? [{ file: 'git', args: ['add', '--force', '.npmrc'] }] : []),
      ],
    }
  }
  const missing = absentIn(output)
  if (missing === undefined) return undefined
  const why = `Your registry does not have ${missing}. Change its version in package.json first.`
  return { why, commands: [] }
}

/** The package that npm did not find: `No matching version found for a@^9.` or `'a@1' is not in this registry`. */
function absentIn(output: string): string | undefined {
  return (
    /No matching version found for (\S+?)\.?$/m.exec(output)?.[1] ??
    /'([^'\s]+)' is not in this registry/.exec(output)?.[1]
  )
}
