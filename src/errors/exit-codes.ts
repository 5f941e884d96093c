/** Permanent; docs/contract.md explains each one. */
export const exitCodes = {
  ok: 0,
  bug: 1,
  usage: 2,
  targetTaken: 3,
  conflict: 4,
  environment: 5,
  network: 6,
  template: 7,
  disk: 8,
  behind: 9,
  uncommitted: 10,
  installFailed: 20,
  verifyFailed: 21,
  gitFailed: 22,
  migrationFailed: 23,
  hookFailed: 24,
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
