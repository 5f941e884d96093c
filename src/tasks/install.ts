import { resolveCommand } from 'package-manager-detector/commands'
import type { Command } from '../model/command.ts'
import {
  isYarnBerry,
  type PackageManager,
  type PackageManagerName,
} from '../model/package-manager.ts'
import { lockfileCheck } from './lockfile-check.ts'
import type { Task } from './task.ts'

export type NetworkChoice = 'online' | 'prefer-offline' | 'offline'

export const installTitle = 'Install the dependencies'

/** Installs the dependencies with as little output as the package manager allows. */
export function installTask(how: {
  packageManager: PackageManager
  network: NetworkChoice
  /** Whether the project is a workspace with packages in subfolders. */
  hasWorkspaces: boolean
  skipped?: string | undefined
}): Task {
  return {
    id: 'install',
    title: installTitle,
    commands: [installCommand(how)],
    check: lockfileCheck(how.packageManager, optionsOf(how)),
    ...(how.skipped === undefined ? {} : { skipped: how.skipped }),
  }
}

/** The package manager's commands for the placeholders INSTALL, RUN and EXEC. */
export function wordsOf(packageManager: PackageManagerName): {
  install: string
  run: string
  exec: string
} {
  return {
    install: `${packageManager} install`,
    run: words(commandOf(packageManager, 'run', [])),
    // `yarn exec` of Yarn 1 does not pass on flags; `yarn run` also runs programs.
    exec: words(localCommand(packageManager, [])),
  }
}

/** The command that runs one of the project's scripts. */
export function scriptCommand(packageManager: PackageManagerName, script: string): Command {
  // `bun test` is Bun's own test runner.
  if (script === 'test' && packageManager !== 'bun') return { file: packageManager, args: ['test'] }
  return commandOf(packageManager, 'run', [script])
}

/** The command that runs a program of the project's packages. */
export function localCommand(packageManager: PackageManagerName, args: readonly string[]): Command {
  return commandOf(packageManager, packageManager === 'yarn' ? 'run' : 'execute-local', args)
}

type PackageScript = {
  readonly script: string
  readonly args?: readonly string[]
  /** The folder of its package, from the root of the project; the root is the empty string. */
  readonly folder: string
}

/** Runs a script of a package of the project, with arguments for it. */
export function packageScript(
  packageManager: PackageManagerName,
  { script, args = [], folder }: PackageScript,
): Command {
  const { file, args: own } = scriptCommand(packageManager, script)
  const at = folder === '' ? [] : inFolder[packageManager](folder)
  // npm takes flags without two dashes for its own.
  const dashes = packageManager === 'npm' && args.length > 0 ? ['--'] : []
  return { file, args: [...at, ...own, ...dashes, ...args] }
}

/** The flag, before the name of the command, with which a package manager works in another folder. */
const inFolder: Record<PackageManagerName, (folder: string) => readonly string[]> = {
  npm: (folder) => ['--prefix', folder],
  pnpm: (folder) => ['--dir', folder],
  yarn: (folder) => ['--cwd', folder],
  // Bun takes the next word for the command.
  bun: (folder) => [`--cwd=${folder}`],
}

type Installation = {
  readonly packageManager: PackageManager
  readonly network: NetworkChoice
  readonly hasWorkspaces: boolean
}

/** The command that a person types to install. */
export function installByHand(packageManager: PackageManager, leavesOutDev: boolean): Command {
  const { name: file } = packageManager
  const [withDev] = isYarnBerry(packageManager) ? [] : complete[file]
  return { file, args: ['install', ...(leavesOutDev && withDev !== undefined ? [withDev] : [])] }
}

function installCommand(how: Installation): Command {
  const { name: file } = how.packageManager
  if (isYarnBerry(how.packageManager)) {
    // In CI, Yarn would refuse to write the first lockfile.
    return { file, args: ['install', '--no-immutable'], ...berryNetwork[how.network] }
  }
  return { file, args: ['install', ...optionsOf(how)] }
}

function optionsOf({ packageManager, network, hasWorkspaces }: Installation): readonly string[] {
  // Inside another workspace, npm would install into the root of that workspace.
  const here = hasWorkspaces ? '--prefix=.' : '--no-workspaces'
  const quiet = packageManager.name === 'npm' ? ['--no-audit', '--no-fund', here] : []
  const offline = network === 'online' ? [] : [`--${network}`]
  return [...quiet, ...complete[packageManager.name], ...offline]
}

/**
 * What a machine can be configured to leave out and a new project needs: development dependencies (NODE_ENV=production
 * leaves them out too), optional ones, which have the native parts of tools, the commands of packages, and the lockfile.
 * Bun has no such flags: the templates have a bunfig.toml.
 */
const complete: Record<PackageManagerName, readonly string[]> = {
  npm: [
    ...['--include=dev', '--include=optional', '--include=peer'],
    ...['--bin-links', '--package-lock', '--save'],
  ],
  pnpm: ['--prod=false', '--optional', '--lockfile'],
  yarn: ['--production=false'],
  bun: [],
}

/**
 * Yarn berry has settings instead of these flags, and prefers its cache anyway. Its offline mode cannot be used: it does
 * not find packages for other platforms.
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
