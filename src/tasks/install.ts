import { resolveCommand } from 'package-manager-detector/commands'
import type { Command } from '../model/command.ts'
import {
  isYarnBerry,
  type PackageManager,
  type PackageManagerName,
} from '../model/package-manager.ts'
import type { Task } from './task.ts'

export type NetworkChoice = 'online' | 'prefer-offline' | 'offline'

export const installTitle = 'Install the dependencies'

/** Installs the dependencies, as quietly as each package manager allows. */
export function installTask(how: {
  packageManager: PackageManager
  network: NetworkChoice
  /** The project has packages of its own in folders below. */
  hasWorkspaces: boolean
  skipped?: string | undefined
}): Task {
  return {
    id: 'install',
    title: installTitle,
    commands: [installCommand(how)],
    ...(how.skipped === undefined ? {} : { skipped: how.skipped }),
  }
}

/** How a person types what a template says in its own words. */
export function wordsOf(packageManager: PackageManagerName): {
  install: string
  run: string
  exec: string
} {
  return {
    install: `${packageManager} install`,
    run: words(commandOf(packageManager, 'run', [])),
    // `exec` of Yarn 1 keeps a program's flags to itself; `run` runs programs too.
    exec: words(commandOf(packageManager, packageManager === 'yarn' ? 'run' : 'execute-local', [])),
  }
}

/** The command that runs one of the project's scripts. */
export function scriptCommand(packageManager: PackageManagerName, script: string): Command {
  // `bun test` is a test runner of Bun's own.
  if (script === 'test' && packageManager !== 'bun') return { file: packageManager, args: ['test'] }
  return commandOf(packageManager, 'run', [script])
}

function installCommand({
  packageManager,
  network,
  hasWorkspaces,
}: {
  packageManager: PackageManager
  network: NetworkChoice
  hasWorkspaces: boolean
}): Command {
  const { name: file } = packageManager
  if (isYarnBerry(packageManager)) {
    // In CI it would refuse to write the first lockfile.
    return { file, args: ['install', '--no-immutable'], ...berryNetwork[network] }
  }
  // In a folder of somebody's workspace npm would install into the workspace's root.
  const here = hasWorkspaces ? '--prefix=.' : '--no-workspaces'
  const quiet = file === 'npm' ? ['--no-audit', '--no-fund', here] : []
  return { file, args: ['install', ...quiet, ...(network === 'online' ? [] : [`--${network}`])] }
}

/**
 * What the others take as a flag is a setting of berry's, which prefers its cache anyway. Its offline
 * mode is of no use here: it finds no version of a package for another platform.
 */
const berryNetwork: Record<NetworkChoice, Pick<Command, 'env'>> = {
  online: {},
  'prefer-offline': {},
  offline: { env: { YARN_ENABLE_NETWORK: 'false' } },
}

function commandOf(
  packageManager: PackageManagerName,
  name: 'run' | 'execute-local',
  args: readonly string[],
): Command {
  const resolved = resolveCommand(packageManager, name, [...args])
  if (resolved === null) throw new TypeError(`${packageManager} has no command ${name}`)
  return { file: resolved.command, args: resolved.args }
}

function words(command: Command): string {
  return [command.file, ...command.args].join(' ')
}
