import type { AppError } from '../errors/app-error.ts'
import { errors } from '../errors/errors.ts'
import { isYarnBerry, type PackageManager } from '../model/package-manager.ts'
import type { Tree } from '../model/tree.ts'
import { isRange, satisfies } from '../model/versions.ts'
import type { Warning } from '../model/warning.ts'
import { asSettings, packageJsonAt, type Settings, textAt, yamlAt } from './read-settings.ts'
import { pnpmWorkspace } from './workspaces.ts'

/** What installs a project. */
export type Installer = {
  /** With the version that will run. */
  readonly packageManager: PackageManager
  /** The running version of Node. */
  readonly node: string
}

export const otherNodeCode = 'OTHER_NODE'

/**
 * The error when the package manager would refuse to install, because a project is for another version of Node or of it.
 * @param isStrict whether the person's configuration makes the package manager check `engines`.
 */
export function enginesRefusal(
  tree: Tree,
  installer: Installer,
  isStrict: boolean,
): AppError | undefined {
  const refused = unmet(tree, installer).find((one) => isRefused(tree, one, installer, isStrict))
  if (refused === undefined) return undefined
  const { name } = installer.packageManager
  const { tool, range, field } = refused
  const wanted = { tool: tool === 'node' ? 'Node' : tool, range, field }
  return tool === 'node'
    ? errors.otherNode(wanted, installer.node, name)
    : errors.otherPackageManagerVersion(wanted, installer.packageManager.version)
}

/** The warning that a project is for another Node than the one that runs. */
export function nodeWarning(tree: Tree, installer: Installer): Warning | undefined {
  const wanted = unmet(tree, installer).find(({ tool }) => tool === 'node')
  if (wanted === undefined) return undefined
  return {
    code: otherNodeCode,
    message: `The project is for Node ${wanted.range} (${wanted.field} in package.json), but this is ${installer.node}.`,
    fix: 'Use such a Node.',
  }
}

/** A range of versions in package.json, or a text that is none. */
type EngineRange = {
  readonly tool: string
  readonly range: string
  readonly field: string
  /** What happens when it is not met, in `devEngines`. */
  readonly onFail?: string
}

/** What package.json says of the versions of some tools. */
export function wantedIn(
  { engines, devEngines }: Settings,
  tools: readonly string[],
): readonly EngineRange[] {
  const inEngines = Object.entries(asSettings(engines)).map(([tool, range]) => {
    return { tool, range, field: `engines.${tool}` }
  })
  const inDevEngines = ['runtime', 'packageManager'].flatMap((field) => {
    const all = [asSettings(devEngines)[field]].flat().map(asSettings)
    return all.map(({ name, version, onFail }) => {
      const last = String(onFail ?? all.at(-1)?.onFail ?? '')
      return { tool: String(name), range: version, field: `devEngines.${field}`, onFail: last }
    })
  })
  return [...inEngines, ...inDevEngines].flatMap(({ range, ...wanted }) => {
    return typeof range === 'string' && tools.includes(wanted.tool) ? [{ ...wanted, range }] : []
  })
}

function unmet(tree: Tree, { node, packageManager: { name, version } }: Installer) {
  const wanted = wantedIn(packageJsonAt(tree, 'package.json') ?? {}, ['node', name])
  const isMet = ({ tool, range }: EngineRange) => {
    return !isRange(range) || satisfies(tool === 'node' ? node : version, range)
  }
  // Of several runtimes one is enough.
  const met = wanted.filter(isMet).map(({ field }) => field)
  return wanted.filter((one) => !isMet(one) && !met.includes(one.field))
}

function isRefused(
  tree: Tree,
  { tool, field, onFail }: EngineRange,
  { packageManager }: Installer,
  isStrict: boolean,
): boolean {
  const { name, version } = packageManager
  if (onFail !== undefined) {
    // npm downloads nothing. pnpm downloads itself.
    if (name === 'npm') return ['', 'error', 'download'].includes(onFail)
    return name === 'pnpm' && tool === 'node' && onFail === 'error' && satisfies(version, '>=11')
  }
  if (name === 'yarn') {
    const ignores = /^\s*(?:--(?:\w+\.)?)?ignore-engines\s+"?true/m.test(textAt(tree, '.yarnrc'))
    return !isYarnBerry(packageManager) && !ignores
  }
  if (name === 'bun') return false
  if (name === 'pnpm' && (field === 'engines.pnpm' || isStrictWorkspace(tree))) return true
  const [, own] = /^\s*engine-strict\s*=\s*(\w+)/m.exec(textAt(tree, '.npmrc')) ?? []
  const reads = name === 'npm' || satisfies(version, '<11')
  return own === undefined || !reads ? isStrict : own === 'true'
}

function isStrictWorkspace(tree: Tree): boolean {
  return yamlAt(tree, pnpmWorkspace)?.engineStrict === true
}
