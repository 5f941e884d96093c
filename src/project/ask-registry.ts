import { exec } from '../exec.ts'
import { type IO, signalWithin } from '../io.ts'
import type { Command } from '../model/command.ts'
import {
  isRefusal,
  pingCommand,
  problemIn,
  type RegistryAnswer,
  registryIn,
  registryQuestion,
  viewCommand,
  withoutCredentials,
} from '../model/npm-commands.ts'
import { isYarnBerry, type PackageManager } from '../model/package-manager.ts'

/**
 * Asks the package manager for its registry, and the registry whether it answers; undefined when the
 * package manager names none. A package manager may be a script around another program, so it runs as
 * a group of processes that is ended as a whole after a time limit.
 * @param needed a package that the project needs. It is asked for where the registry refuses a ping.
 */
export async function askRegistry(
  packageManager: PackageManager,
  needed: string | undefined,
  how: { env: IO['env']; cwd: string; signal: AbortSignal; ms: number },
): Promise<RegistryAnswer | undefined> {
  const { name, version } = packageManager
  const question = (command: Command) => {
    const signal = signalWithin(how.signal, how.ms + 1000)
    return exec(command, { cwd: how.cwd, env: how.env, signal })
  }
  const configured = await question(registryQuestion(name, version))
  const registry = configured.exitCode === 0 ? registryIn(configured.output) : undefined
  if (registry === undefined) return undefined
  const answer = (problem: string | undefined): RegistryAnswer => ({
    registry: withoutCredentials(registry),
    problem,
  })
  const problem = problemIn(await question(pingCommand(registry, how.ms)))
  if (!isRefusal(problem)) return answer(problem)
  // npm does not have the login for a registry from Yarn's configuration.
  if (needed === undefined || isYarnBerry(packageManager)) return answer(undefined)
  return answer(problemIn(await question(viewCommand(registry, how.ms, needed))))
}
