import { plain } from '../compose/incomplete-warnings.ts'
import { type AppError, errors } from '../errors/errors.ts'
import type { Tree } from '../model/tree.ts'
import { type Warning, warningOf } from '../model/warning.ts'
import type { Bound } from './bind-package-manager.ts'
import { type Unresolved, unresolvedVersions } from './resolve-versions.ts'
import { isOther } from './signs.ts'

/** The error for the first version that could not be installed. */
export function versionProblem(source: Tree, bound: Bound): AppError | undefined {
  const [first, ...others] = unresolvedVersions({ ...bound, source })
  if (first === undefined) return undefined
  const more = others.length === 0 ? '' : ` (${others.length} more like it)`
  const shown = { ...first, name: plain(first.name), version: plain(first.version) }
  return errors.unresolvedVersion(shown, {
    why: `${reasonOf(first, bound)}${more}`,
    fix: fixOf(first, bound),
  })
}

/** The same as a warning, where nothing is installed. */
export function versionWarning(error: AppError): Warning {
  return { ...warningOf(error), fix: 'Change the version in package.json before you install.' }
}

function reasonOf({ why }: Unresolved, { packageManager: { name } }: Bound): string {
  return {
    package: 'the template has no package of that name',
    catalog: 'the template has no catalog with it',
    file: 'the template has nothing at that path',
    protocol: `${name} cannot install that`,
  }[why]
}

function fixOf({ why }: Unresolved, { sign, packageManager }: Bound): string {
  const take = 'add --no-install to take the files as they are.'
  if (why === 'protocol') {
    const own = sign && isOther(sign, packageManager) ? `Use --pm ${sign.name}` : 'Use another --pm'
    return `${own}, or ${take}`
  }
  return `If the template is a folder of a repository, name the repository in --template. Else fix the template, or ${take}`
}
