import { type AppError, errors } from '../errors/errors.ts'
import { isYarnBerry, type PackageManager } from '../model/package-manager.ts'
import type { Tree } from '../model/tree.ts'
import { isRange, satisfies } from '../model/versions.ts'
import type { Warning } from '../model/warning.ts'
import { asSettings, packageJsonAt, type Settings, textAt, yamlAt } from './read-settings.ts'
import { pnpmWorkspace } from './workspaces.ts'

/** The versions of Node that a project is for. */
export type WantedNode = {
  readonly range: string
  /** The field of package.json. */
  readonly field: 'engines.node' | 'devEngines.runtime'
}

/** What decides whether another Node stops the install. */
export type NodeInput = {
  readonly packageManager: PackageManager
  /** The running version. */
  readonly node: string
  /** Whether the person's configuration makes the package manager strict. */
  readonly engineStrict: boolean
}

export const otherNodeCode = 'OTHER_NODE'

/** The error when the package manager would refuse to install with the Node that runs. */
export function nodeRefusal(tree: Tree, input: NodeInput): AppError | undefined {
  const refused = unmet(tree, input.node).find((wanted) => isRefusedBy(tree, wanted, input))
  if (refused === undefined) return undefined
  const { range, field } = refused
  return errors.otherNode(input.node, { range, field, refusedBy: input.packageManager.name })
}

/** The warning that a project is for another Node than the one that runs. */
export function nodeWarning(tree: Tree, node: string): Warning | undefined {
  const [wanted] = unmet(tree, node)
  if (wanted === undefined) return undefined
  return {
    code: otherNodeCode,
    message: `The project is for Node ${wanted.range} (${wanted.field} in package.json), but this is ${node}.`,
    fix: 'Use such a Node.',
  }
}

/** The ranges in package.json, also those that are none. */
export function wantedNodes(manifest: Settings): readonly WantedNode[] {
  const { node } = asSettings(manifest.engines)
  const runtimes = runtimesIn(manifest).map(({ version }) => version)
  return [
    ...(typeof node === 'string' ? [{ range: node, field: 'engines.node' } as const] : []),
    ...runtimes.flatMap((version) =>
      typeof version === 'string' ? [{ range: version, field: 'devEngines.runtime' } as const] : [],
    ),
  ]
}

function unmet(tree: Tree, node: string): readonly WantedNode[] {
  const manifest = packageJsonAt(tree, 'package.json') ?? {}
  const wanted = wantedNodes(manifest).filter(({ range }) => isRange(range))
  const isMet = ({ range }: WantedNode) => satisfies(node, range)
  // Of several runtimes one is enough.
  const isRuntimeMet = wanted.some((one) => one.field === 'devEngines.runtime' && isMet(one))
  return wanted.filter((one) => {
    return !isMet(one) && !(one.field === 'devEngines.runtime' && isRuntimeMet)
  })
}

function runtimesIn({ devEngines }: Settings): readonly Settings[] {
  const all = [asSettings(devEngines).runtime].flat().map(asSettings)
  return all.filter(({ name }) => name === 'node')
}

function isRefusedBy(
  tree: Tree,
  { field }: WantedNode,
  { packageManager, engineStrict }: NodeInput,
): boolean {
  const { name } = packageManager
  const manifest = packageJsonAt(tree, 'package.json') ?? {}
  if (field === 'devEngines.runtime') {
    const onFail = runtimesIn(manifest).at(-1)?.onFail ?? 'error'
    // npm downloads no Node.
    return name === 'npm' ? ['error', 'download'].includes(String(onFail)) : false
  }
  if (name === 'yarn' && !isYarnBerry(packageManager)) {
    return !/^\s*(?:--(?:\w+\.)?)?ignore-engines\s+"?true/m.test(textAt(tree, '.yarnrc'))
  }
  if (name !== 'npm' && name !== 'pnpm') return false
  if (name === 'pnpm' && yamlAt(tree, pnpmWorkspace)?.engineStrict === true) return true
  const [, own] = /^\s*engine-strict\s*=\s*(\w+)/m.exec(textAt(tree, '.npmrc')) ?? []
  return own === undefined ? engineStrict : own === 'true'
}
