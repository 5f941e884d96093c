import { lineOf } from '../../edits/json/json-place.ts'
import type { Blueprint } from '../../model/blueprint.ts'
import { lockfileOwners } from '../../model/package-manager.ts'
import type { Tree } from '../../model/tree.ts'
import { isRange } from '../../model/versions.ts'
import { wantedIn } from '../../packages/engines.ts'
import { packageJsonAt, textAt } from '../../packages/read-settings.ts'
import { isOther, packageManagerSign, reasonOfSign, signsOf } from '../../packages/signs.ts'
import type { Found } from './lint-finding.ts'

/** Signs of several package managers, and ranges of Node that are none. */
export function toolSigns(blueprints: readonly Blueprint[], files: Tree): readonly Found[] {
  return [...conflictingSigns(blueprints), ...noRanges(files)]
}

/** A template that asks for the package manager has files for each of them. */
function conflictingSigns(blueprints: readonly Blueprint[]): readonly Found[] {
  const chosen = packageManagerSign(blueprints)
  if (chosen === undefined) return []
  // A lockfile is reported as a leftover.
  const others = signsOf(blueprints).filter((sign) => {
    return isOther(chosen, sign) && lockfileOwners[sign.file] === undefined
  })
  const files = [...new Set(others.map(({ file }) => file))]
  return files.flatMap((file) => {
    const [sign] = others.filter((one) => one.file === file)
    if (sign === undefined) return []
    const what = sign.what === undefined ? 'The file is' : `It has ${sign.what}, which is`
    const message = `${what} for ${sign.name}. ${reasonOfSign(chosen)}`
    const fix = `Remove what is not for ${chosen.name}, or add a question pm.`
    return [
      { rule: 'other-package-manager', level: 'warning', file, line: undefined, message, fix },
    ]
  })
}

function noRanges(files: Tree): readonly Found[] {
  const wanted = wantedIn(packageJsonAt(files, 'package.json') ?? {}, ['node'])
  return wanted.flatMap(({ range, field }): Found[] => {
    if (isRange(range)) return []
    const file = 'package.json'
    const line = lineOf(textAt(files, file), field.split('.'))
    const message = `${field} is "${range}", which is no range of versions.`
    const fix = 'Write it as npm reads it: >=20, ^20.19 || >=22.'
    return [{ rule: 'engines', level: 'warning', file, line, message, fix }]
  })
}
