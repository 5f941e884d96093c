/** What the machine has. Asked by `project/probe.ts`, handed to the plan, reported by `doctor`. */
export type Facts = {
  /** Version of the package manager that will be used, undefined when it is not on the machine. */
  readonly packageManager: string | undefined
  /** Version of git, undefined when it is not on the machine. */
  readonly git: string | undefined
  /** Whether git knows who commits. */
  readonly gitIdentity: boolean
  /** The repository that the target lies in: its own, one of a folder above, or none. */
  readonly repository: 'none' | 'own' | 'parent'
  /** Names of the variables that belong to a caller's repository (`git rev-parse --local-env-vars`). */
  readonly gitVariables: readonly string[]
}
