import { AppError } from './app-error.ts'
import { exitCodes } from './exit-codes.ts'

/** The part of the catalogue for tasks that fail once the files are in place. */
export const taskErrors = {
  /** @param done what had happened before: `created`. */
  taskFailed: (
    id: keyof typeof taskFailures,
    { done, reason, fix }: { done: string; reason: string; fix: string },
  ) => {
    const { code, exitCode, problem } = taskFailures[id]
    return new AppError({
      code,
      exitCode,
      message: `The project was ${done}${problem} ${reason}`,
      fix,
    })
  },
} as const

const hookFailure = {
  code: 'HOOK_FAILED',
  exitCode: exitCodes.hookFailed,
  problem: ', but a hook of the generator failed.',
} as const

const taskFailures = {
  git: {
    code: 'GIT_FAILED',
    exitCode: exitCodes.gitFailed,
    problem: ', but git could not be set up.',
  },
  install: {
    code: 'INSTALL_FAILED',
    exitCode: exitCodes.installFailed,
    problem: ', but its dependencies could not be installed.',
  },
  hooks: {
    code: 'GIT_FAILED',
    exitCode: exitCodes.gitFailed,
    problem: ', but its git hooks could not be set up.',
  },
  commit: {
    code: 'GIT_FAILED',
    exitCode: exitCodes.gitFailed,
    problem: ', but the first commit failed.',
  },
  stage: {
    code: 'GIT_FAILED',
    exitCode: exitCodes.gitFailed,
    problem: ', but its files could not be staged.',
  },
  migrate: {
    code: 'MIGRATION_FAILED',
    exitCode: exitCodes.migrationFailed,
    problem: ', but no migration could be written for its new schema.',
  },
  before: hookFailure,
  after: hookFailure,
  lint: {
    code: 'VERIFY_FAILED',
    exitCode: exitCodes.verifyFailed,
    problem: ', but it breaks a rule of the project.',
  },
  typecheck: {
    code: 'VERIFY_FAILED',
    exitCode: exitCodes.verifyFailed,
    problem: ', but its types do not fit.',
  },
  check: {
    code: 'VERIFY_FAILED',
    exitCode: exitCodes.verifyFailed,
    problem: ', but its checks failed.',
  },
  verify: {
    code: 'VERIFY_FAILED',
    exitCode: exitCodes.verifyFailed,
    problem: ', but its tests failed.',
  },
} as const
