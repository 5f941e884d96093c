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
 * Asks the package manager for its registry, and the registry whether it is there; undefined when
 * there is nobody to ask. A package manager may be a script around another program, so the question
 * is put to a group of processes that ends as a whole when the time is over.
 * @param needed a package that the project needs. A registry may not know what it is asked, or not
 *   say it to everybody; whether it has something for us is seen by asking for that.
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
  // npm does not know who we are to a registry of Yarn's own configuration.
  if (needed === undefined || isYarnBerry(packageManager)) return answer(undefined)
  return answer(problemIn(await question(viewCommand(registry, how.ms, needed))))
}
