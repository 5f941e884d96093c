import { AppError } from './app-error.ts'
import { exitCodes } from './exit-codes.ts'
import { fetchErrors } from './fetch-errors.ts'
import { usageErrors } from './usage-errors.ts'

export {
  AppError,
  Cancelled,
  codeOf,
  type MissingInput,
  messageOf,
  orAppError,
} from './app-error.ts'

/** The catalogue of everything that can go wrong. Codes are permanent, wording is not. */
export const errors = {
  ...usageErrors,
  ...fetchErrors,

  targetNotEmpty: (dir: string, entries: readonly string[]) =>
    new AppError({
      code: 'TARGET_NOT_EMPTY',
      exitCode: exitCodes.targetTaken,
      message: `${dir} has files in it: ${listed(entries)}.`,
      fix: 'Choose another folder, or move them away. Nothing was written.',
    }),

  templateThere: (dir: string, manifest: string) =>
    new AppError({
      code: 'TEMPLATE_THERE',
      exitCode: exitCodes.targetTaken,
      message: `${dir} is a template already: it has a ${manifest}.`,
      fix: 'Say create-app template lint to hear what is wrong with it. Nothing was written.',
    }),

  targetAppeared: (dir: string) =>
    new AppError({
      code: 'TARGET_NOT_EMPTY',
      exitCode: exitCodes.targetTaken,
      message: `${dir} appeared while we worked.`,
      fix: 'Look what made it, or choose another folder. Nothing was written.',
    }),

  targetBusy: (dir: string, pid: number) =>
    new AppError({
      code: 'TARGET_BUSY',
      exitCode: exitCodes.targetTaken,
      message: `Another create-app, process ${pid}, is at work on ${dir}.`,
      fix: 'Wait for it, or choose another folder. Nothing was written.',
    }),

  cannotRead: (path: string, cause: NodeJS.ErrnoException) =>
    new AppError({
      code: 'CANNOT_READ',
      exitCode: exitCodes.disk,
      message: `${path} cannot be read: ${cause.code ?? cause.message}.`,
      fix: 'Check its permissions, or choose another. Nothing was written.',
      cause,
    }),

  targetNotFolder: (dir: string) =>
    new AppError({
      code: 'TARGET_NOT_FOLDER',
      exitCode: exitCodes.targetTaken,
      message: `${dir} is there already and is not a folder.`,
      fix: 'Choose another name. Nothing was written.',
    }),

  toolMissing: (tool: string, how: string) =>
    new AppError({
      code: 'TOOL_MISSING',
      exitCode: exitCodes.environment,
      message: `${tool} was not found on this machine.`,
      fix: how,
    }),

  toolTooOld: (
    tool: string,
    { version, needed }: { version: string; needed: string },
    how: string,
  ) =>
    new AppError({
      code: 'TOOL_TOO_OLD',
      exitCode: exitCodes.environment,
      message: `create-app needs ${tool} ${needed}; this is ${version}.`,
      fix: how,
    }),

  registryUnreachable: (registry: string, reason: string) =>
    new AppError({
      code: 'REGISTRY_UNREACHABLE',
      exitCode: exitCodes.network,
      message: `Nothing can be had of the registry ${registry}: ${reason}.`,
      fix: 'Check the network, the proxy, and the registry and the login of your package manager.',
    }),

  diskFull: (free: string, needed: string) =>
    new AppError({
      code: 'DISK_FULL',
      exitCode: exitCodes.disk,
      message: `The disk has ${free} left, and a project takes about ${needed}.`,
      fix: 'Make room, or choose a folder on another disk.',
    }),

  noDatabase: (platform: string) =>
    new AppError({
      code: 'NO_DATABASE',
      exitCode: exitCodes.verifyFailed,
      message: `There is no private PostgreSQL for ${platform}, and the tests need one.`,
      fix: 'Set DATABASE_URL to a server of your own, or add --no-verify.',
    }),

  otherYarn: (asked: string, found: string) =>
    new AppError({
      code: 'OTHER_YARN',
      exitCode: exitCodes.environment,
      message: `yarn is ${found} on this machine, which cannot install a project of ${asked}.`,
      fix: 'Run corepack enable, or add --no-install. Nothing was written.',
    }),

  templateInvalid: (template: string, problem: string, cause?: unknown, place?: string) =>
    new AppError({
      code: 'TEMPLATE_INVALID',
      exitCode: exitCodes.template,
      message: `The template ${template} cannot be used: ${problem}`,
      fix: 'Mend the template. Nothing was written.',
      cause,
      place,
    }),

  notTrusted: (template: string, commands: string) =>
    new AppError({
      code: 'TEMPLATE_NOT_TRUSTED',
      exitCode: exitCodes.template,
      message: `The template ${template} is not built in, and would run its own code: ${commands}.`,
      fix: 'Add --trust to let it, or --no-install to run none of it. Nothing was written.',
    }),

  scriptsChanged: (template: string, commands: string) =>
    new AppError({
      code: 'TEMPLATE_NOT_TRUSTED',
      exitCode: exitCodes.template,
      message: `The scripts of package.json are not those of the template ${template}, and would run: ${commands}.`,
      fix: 'Add --trust to let them, or --no-install to run none of them. Nothing was written.',
    }),

  unsafePath: (path: string, problem: string) =>
    new AppError({
      code: 'UNSAFE_PATH',
      exitCode: exitCodes.template,
      message: `"${path}" must not be written: ${problem}.`,
      fix: 'Mend the template, or choose another folder or answer. Nothing was written.',
    }),

  writeFailed: (dir: string, reason: string, cause: unknown) =>
    new AppError({
      code: 'WRITE_FAILED',
      exitCode: exitCodes.disk,
      message: `The project could not be written to ${dir}: ${reason}`,
      fix: 'Check the folder’s permissions and the space on the disk. It is as it was before.',
      cause,
    }),

  taskFailed: (id: 'git' | 'install' | 'commit' | 'verify', reason: string, fix: string) =>
    new AppError({ ...taskFailures[id], message: `${taskFailures[id].message} ${reason}`, fix }),
} as const

const taskFailures = {
  git: {
    code: 'GIT_FAILED',
    exitCode: exitCodes.gitFailed,
    message: 'The project is there, but git could not be set up.',
  },
  install: {
    code: 'INSTALL_FAILED',
    exitCode: exitCodes.installFailed,
    message: 'The project is there, but its dependencies could not be installed.',
  },
  commit: {
    code: 'GIT_FAILED',
    exitCode: exitCodes.gitFailed,
    message: 'The project is there, but the first commit failed.',
  },
  verify: {
    code: 'VERIFY_FAILED',
    exitCode: exitCodes.verifyFailed,
    message: 'The project is there and installed, but its own tests failed.',
  },
} as const

function listed(entries: readonly string[]): string {
  const shown = entries.slice(0, 5).join(', ')
  return entries.length > 5 ? `${shown} and ${entries.length - 5} more` : shown
}
