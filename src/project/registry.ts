import { exec } from '../exec.ts'
import { type IO, signalWithin } from '../io.ts'
import {
  pingCommand,
  type RegistryAnswer,
  readPing,
  registryIn,
  registryQuestion,
} from '../plan/registry.ts'
import type { PackageManagerName } from '../tasks/install.ts'
import type { Command } from '../tasks/task.ts'

/**
 * Asks the package manager for its registry, and the registry whether it is there; undefined when
 * there is nobody to ask. A package manager may be a script around another program, so the question
 * is put to a group of processes that ends as a whole when the time is over.
 */
export async function askRegistry(
  { name, version }: { name: PackageManagerName; version: string },
  how: { env: IO['env']; cwd: string; signal: AbortSignal; ms: number },
): Promise<RegistryAnswer | undefined> {
  const question = (command: Command) => {
    const signal = signalWithin(how.signal, how.ms + 1000)
    return exec(command, { cwd: how.cwd, env: how.env, signal })
  }
  const configured = await question(registryQuestion(name, version))
  const registry = configured.exitCode === 0 ? registryIn(configured.output) : undefined
  if (registry === undefined) return undefined
  return readPing(registry, await question(pingCommand(registry, how.ms)))
}
