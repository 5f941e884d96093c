import type { PackageManager } from '../model/package-manager.ts'
import type { Installer } from '../packages/engines.ts'

/** What the machine has, as `project/probe.ts` found it. An input of the plan. */
export type Facts = {
  /** The running version of Node. */
  readonly node: string
  /** Version of the package manager that will be used; undefined when it is not installed. */
  readonly packageManager: string | undefined
  /** Whether a variable of the person makes an install leave out development dependencies. */
  readonly leavesOutDev: boolean
  /** Whether the person has turned husky's hooks off, with `HUSKY=0`. */
  readonly hooksOff: boolean
  /** Version of git; undefined when it is not installed. */
  readonly git: string | undefined
  /** Whether git knows who commits. */
  readonly gitIdentity: boolean
  /** The repository that the target is in: its own, one of a folder above, or none. */
  readonly repository: 'none' | 'own' | 'parent'
  /** The main branch of the folder's own repository; undefined when it has none, or cannot be known. */
  readonly branch: string | undefined
  /** Names of the variables that belong to a caller's repository (`git rev-parse --local-env-vars`). */
  readonly gitVariables: readonly string[]
}

/** What will install a project. Only pnpm runs the version that a project names. */
export function installerOf(asked: PackageManager, { node, packageManager }: Facts): Installer {
  const { name } = asked
  const version = name === 'pnpm' && asked.version !== '' ? asked.version : packageManager
  return { packageManager: { name, version: version ?? asked.version }, node }
}
