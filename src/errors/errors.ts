import { addonErrors } from './addon-errors.ts'
import { AppError } from './app-error.ts'
import { exitCodes } from './exit-codes.ts'
import { fetchErrors } from './fetch-errors.ts'
import { generatorErrors } from './generator-errors.ts'
import { listed } from './listed.ts'
import { machineErrors } from './machine-errors.ts'
import { packageErrors } from './package-errors.ts'
import { recordErrors } from './record-errors.ts'
import { taskErrors } from './task-errors.ts'
import { usageErrors } from './usage-errors.ts'

export {
  AppError,
  Cancelled,
  catchAppError,
  codeOf,
  type MissingInput,
  messageOf,
} from './app-error.ts'

/** The catalogue of all errors. Codes are permanent, wording is not. */
export const errors = {
  ...usageErrors,
  ...recordErrors,
  ...fetchErrors,
  ...machineErrors,
  ...packageErrors,
  ...generatorErrors,
  ...addonErrors,
  ...taskErrors,

  targetNotEmpty: (dir: string, entries: readonly string[]) =>
    new AppError({
      code: 'TARGET_NOT_EMPTY',
      exitCode: exitCodes.targetTaken,
      message: `${dir} is not empty: it contains ${listed(entries)}.`,
      fix: 'Choose another folder, or move the files away. Nothing was written.',
    }),

  templateThere: (dir: string, manifest: string) =>
    new AppError({
      code: 'TEMPLATE_THERE',
      exitCode: exitCodes.targetTaken,
      message: `${dir} is already a template: it contains a ${manifest}.`,
      fix: 'Go to the folder and run create-app template lint to see what is wrong with it. Nothing was written.',
    }),

  templateNameTaken: (dir: string, name: string) =>
    new AppError({
      code: 'TEMPLATE_NAME_TAKEN',
      exitCode: exitCodes.targetTaken,
      message: `${dir} has a file or folder ${name}. With a manifest, create-app would no longer copy it to projects.`,
      fix: `Rename ${name}; or use the folder as it is: without a manifest it is a template, too. Nothing was written.`,
    }),

  targetAppeared: (dir: string) =>
    new AppError({
      code: 'TARGET_NOT_EMPTY',
      exitCode: exitCodes.targetTaken,
      message: `Another program created ${dir} while create-app was running.`,
      fix: 'Check what created it, or choose another folder. Nothing was written.',
    }),

  targetBusy: (dir: string, pid: number) =>
    new AppError({
      code: 'TARGET_BUSY',
      exitCode: exitCodes.targetTaken,
      message: `Another create-app (process ${pid}) is working on ${dir}.`,
      fix: 'Wait until it ends, or choose another folder. Nothing was written.',
    }),

  fileChanged: (path: string) =>
    new AppError({
      code: 'FILE_CHANGED',
      exitCode: exitCodes.targetTaken,
      message: `${path} changed while create-app was working.`,
      fix: 'Run the command again. Nothing was written.',
    }),

  restoreFailed: (stage: string, reason: string, cause: unknown) =>
    new AppError({
      code: 'RESTORE_FAILED',
      exitCode: exitCodes.disk,
      message: `Some files could not be put back as they were: ${reason} They are saved in ${stage}.`,
      fix: 'Check permissions and disk space, then run the command again: it puts them back.',
      cause,
    }),

  cannotRead: (path: string, cause: NodeJS.ErrnoException) =>
    new AppError({
      code: 'CANNOT_READ',
      exitCode: exitCodes.disk,
      message: `Cannot read ${path}: ${cause.code ?? cause.message}.`,
      fix: 'Check its permissions, or choose another path. Nothing was written.',
      cause,
    }),

  targetNotFolder: (dir: string) =>
    new AppError({
      code: 'TARGET_NOT_FOLDER',
      exitCode: exitCodes.targetTaken,
      message: `${dir} already exists and is not a folder.`,
      fix: 'Choose another name. Nothing was written.',
    }),

  /** @param why the tool is needed, as a sentence. */
  toolMissing: (tool: string, how: string, why?: string) =>
    new AppError({
      code: 'TOOL_MISSING',
      exitCode: exitCodes.environment,
      message: `${tool} was not found on this machine.${why === undefined ? '' : ` ${why}`}`,
      fix: how,
    }),

  toolTooOld: (
    tool: string,
    { version, needed, why }: { version: string; needed: string; why?: string | undefined },
    how: string,
  ) =>
    new AppError({
      code: 'TOOL_TOO_OLD',
      exitCode: exitCodes.environment,
      message: `create-app needs ${tool} ${needed}, but this machine has ${version}.${why === undefined ? '' : ` ${why}`}`,
      fix: how,
    }),

  checksChangedFiles: (paths: readonly string[]) =>
    new AppError({
      code: 'CHECKS_CHANGED_FILES',
      exitCode: exitCodes.verifyFailed,
      message: `Installing and checking it changed committed files: ${paths.join(', ')}.`,
      fix: 'Change the template so that it creates these files as its checks leave them, or ignores them.',
    }),

  otherYarn: (asked: string, found: string, why?: string) =>
    new AppError({
      code: 'OTHER_YARN',
      exitCode: exitCodes.environment,
      message: `This machine has yarn ${found}, which cannot install a project for ${asked}.${why === undefined ? '' : ` ${why}`}`,
      fix: 'Run corepack enable, or add --no-install. Nothing was written.',
    }),

  templateInvalid: (template: string, problem: string, cause?: unknown, place?: string) =>
    new AppError({
      code: 'TEMPLATE_INVALID',
      exitCode: exitCodes.template,
      message: `Cannot use the template ${template}: ${problem}`,
      fix: 'Fix the template. Nothing was written.',
      cause,
      place,
    }),

  notTrusted: (template: string, commands: string) =>
    new AppError({
      code: 'TEMPLATE_NOT_TRUSTED',
      exitCode: exitCodes.template,
      message: `The template ${template} is not built in and would run its own code: ${commands}.`,
      fix: 'Add --trust to allow it, or --no-install to run none of it. Nothing was written.',
    }),

  scriptsChanged: (template: string, commands: string) =>
    new AppError({
      code: 'TEMPLATE_NOT_TRUSTED',
      exitCode: exitCodes.template,
      message: `The scripts in package.json differ from those of the template ${template} and would run: ${commands}.`,
      fix: 'Add --trust to allow them, or --no-install to run none of them. Nothing was written.',
    }),

  unsafePath: (path: string, problem: string) =>
    new AppError({
      code: 'UNSAFE_PATH',
      exitCode: exitCodes.template,
      message: `Refused to write "${path}": ${problem}.`,
      fix: 'Fix the template, or choose another folder or answer. Nothing was written.',
    }),

  writeFailed: (dir: string, reason: string, cause: unknown) =>
    new AppError({
      code: 'WRITE_FAILED',
      exitCode: exitCodes.disk,
      message: `Cannot write the project to ${dir}: ${reason}.`,
      fix: 'Check the permissions of the folder and the free disk space. The folder is unchanged.',
      cause,
    }),
} as const
