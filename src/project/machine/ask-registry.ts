import { exec } from '../../exec.ts'
import { type IO, signalWithin } from '../../io.ts'
import type { Command } from '../../model/command.ts'
import {
  cacheIn,
  cacheQuestion,
  isRefusal,
  pingCommand,
  problemIn,
  type RegistryAnswer,
  registryIn,
  registryQuestion,
  viewCommand,
  withoutCredentials,
} from '../../model/npm-commands.ts'
import { isYarnBerry, type PackageManager } from '../../model/package-manager.ts'

type Asker = (command: Command) => ReturnType<typeof exec>

/**
 * Asks as a group of processes that is ended as a whole after a time limit: a package manager may be a script around
 * another program.
 */
export function questionAt(how: {
  env: IO['env']
  cwd: string
  signal: AbortSignal
  ms: number
}): Asker {
  return (command) => {
    const signal = signalWithin(how.signal, how.ms + 1000)
    return exec(command, { cwd: how.cwd, env: how.env, signal })
  }
}

/** The settings of a package manager; undefined where it names none. */
export async function askSettings(
  packageManager: PackageManager,
  question: Asker,
): Promise<{ registry: string | undefined; cache: string | undefined }> {
  const { name, version } = packageManager
  const ofCache = cacheQuestion(packageManager)
  const [configured, cache] = await Promise.all([
    question(registryQuestion(name, version)),
    ofCache && question(ofCache),
  ])
  const ofNpm = name === 'npm' ? configured : undefined
  const { exitCode, output } = cache ?? ofNpm ?? { exitCode: 1, output: '' }
  return {
    registry: configured.exitCode === 0 ? registryIn(configured.output) : undefined,
    cache: exitCode === 0 ? cacheIn(output) : undefined,
  }
}

/**
 * Asks a registry whether it answers.
 * @param needed a package that the project needs. It is asked for where the registry refuses a ping.
 */
export async function askRegistry(
  registry: string,
  {
    packageManager,
    needed,
    ms,
  }: { packageManager: PackageManager; needed: string | undefined; ms: number },
  question: Asker,
): Promise<RegistryAnswer> {
  const answer = (problem: string | undefined): RegistryAnswer => ({
    registry: withoutCredentials(registry),
    problem,
  })
  const problem = problemIn(await question(pingCommand(registry, ms)))
  if (!isRefusal(problem)) return answer(problem)
  // npm does not have the login for a registry from Yarn's configuration.
  if (needed === undefined || isYarnBerry(packageManager)) return answer(undefined)
  return answer(problemIn(await question(viewCommand(registry, ms, needed))))
}
