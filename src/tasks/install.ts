import { resolveCommand } from 'package-manager-detector/commands'
import type { Command, Task } from './task.ts'

export const packageManagers = ['npm', 'pnpm', 'yarn', 'bun'] as const
export type PackageManagerName = (typeof packageManagers)[number]

export type NetworkChoice = 'online' | 'prefer-offline' | 'offline'

/** Installs the dependencies, as quietly as each package manager allows. */
export function installTask(how: {
  packageManager: PackageManagerName
  network: NetworkChoice
  skipped?: string | undefined
}): Task {
  // In a folder of somebody's workspace npm would install into the workspace's root.
  const quiet = how.packageManager === 'npm' ? ['--no-audit', '--no-fund', '--no-workspaces'] : []
  const network = how.network === 'online' ? [] : [`--${how.network}`]
  return {
    id: 'install',
    title: 'Install the dependencies',
    commands: [installCommand(how.packageManager, [...quiet, ...network])],
    ...(how.skipped === undefined ? {} : { skipped: how.skipped }),
  }
}

/** The file in which each package manager writes down what it installed. */
export function lockfileOf(packageManager: PackageManagerName): string {
  return lockfiles[packageManager]
}

const lockfiles: Record<PackageManagerName, string> = {
  npm: 'package-lock.json',
  pnpm: 'pnpm-lock.yaml',
  yarn: 'yarn.lock',
  bun: 'bun.lock',
}

/** How a person types what a template says in its own words. */
export function wordsOf(packageManager: PackageManagerName): {
  install: string
  run: string
  exec: string
} {
  return {
    install: words(installCommand(packageManager, [])),
    run: words(commandOf(packageManager, 'run', [])),
    exec: words(commandOf(packageManager, 'execute-local', [])),
  }
}

/** The command that runs one of the project's scripts. */
export function scriptCommand(packageManager: PackageManagerName, script: string): Command {
  if (script === 'test' && packageManager !== 'bun') return { file: packageManager, args: ['test'] }
  return commandOf(packageManager, 'run', [script])
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

function installCommand(packageManager: PackageManagerName, args: readonly string[]): Command {
  return { file: packageManager, args: ['install', ...args] }
}

function words(command: Command): string {
  return [command.file, ...command.args].join(' ')
}
