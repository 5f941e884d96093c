import { AppError } from './app-error.ts'
import { exitCodes } from './exit-codes.ts'
import { listed } from './listed.ts'
import { usage } from './usage-errors.ts'

/** The part of the catalogue for the records of projects. */
export const recordErrors = {
  templateElsewhere: (file: string, id: string) =>
    usage(
      'TEMPLATE_ELSEWHERE',
      `${file} names a template in a local folder, "${id}", but not the path of the folder.`,
      'Add --template with the path.',
    ),

  noRecord: (dir: string) =>
    usage(
      'NO_RECORD',
      `There is no .create-app.json in ${dir === '.' ? 'this folder' : dir}, so create-app does not know how the project was created.`,
      'Give the folder of a project that create-app created.',
    ),

  badRecord: (file: string, problem: string, cause?: unknown) =>
    usage(
      'BAD_RECORD',
      `Cannot use the record ${file}: ${problem}`,
      'Restore the file as create-app wrote it, for example from git.',
      cause,
    ),

  laterEntry: (file: string, made: string) =>
    usage(
      'OTHER_CREATE_APP',
      `create-app ${made} wrote ${file}, in a format that this version does not know.`,
      `Use that version: npx create-app@${made}`,
    ),

  /** @param commands.forward brings the project to the newest version, if that is later. */
  otherVersion: (
    { dir, made, running }: Readonly<Record<'dir' | 'made' | 'running', string>>,
    commands: { readonly exact: string; readonly forward: string | undefined },
  ) =>
    usage(
      'OTHER_CREATE_APP',
      `${dir} was created by create-app ${made}; this is ${running}, and its templates may differ.`,
      [
        `Use the version that created it: ${commands.exact}`,
        ...(commands.forward === undefined ? [] : [`Or bring it up to date: ${commands.forward}`]),
      ].join('\n'),
    ),

  otherRelease: (running: string, command: string) =>
    usage(
      'OTHER_CREATE_APP',
      `Each release of create-app has its own templates; this is ${running}.`,
      `Use the release that you want: ${command}`,
    ),

  otherTemplate: (given: string, recorded: string) =>
    usage(
      'OTHER_TEMPLATE',
      `The project was created from ${recorded}, not from ${given}.`,
      'Set --template to the folder of that template.',
    ),

  packageMissing: (dir: string) =>
    usage(
      'PACKAGE_MISSING',
      `${dir} has a .create-app.json, but no readable package.json.`,
      'Restore package.json, or create the project again in another folder. Nothing was changed.',
    ),

  baseUnknown: ({ code, message, fix }: Readonly<Record<'code' | 'message' | 'fix', string>>) =>
    new AppError({ code, exitCode: exitCodes.template, message, fix }),

  gitNeeded: () =>
    new AppError({
      code: 'TOOL_MISSING',
      exitCode: exitCodes.environment,
      message: 'git was not found. It merges the changes of the template with yours.',
      fix: 'Install git and run the command again.',
    }),

  uncommitted: (paths: readonly string[]) =>
    new AppError({
      code: 'UNCOMMITTED',
      exitCode: exitCodes.uncommitted,
      message: `Not committed, and about to be changed: ${listed(paths)}.`,
      fix: 'Commit these files or stash them. To change them as they are, add --dirty.',
    }),

  gitBusy: (work: string) =>
    new AppError({
      code: 'GIT_BUSY',
      exitCode: exitCodes.uncommitted,
      message: `The repository is in the middle of ${work}.`,
      fix: 'Finish it first. To change the files all the same, add --dirty.',
    }),

  gitSilent: () =>
    new AppError({
      code: 'GIT_UNUSABLE',
      exitCode: exitCodes.environment,
      message: 'git cannot say which files are committed.',
      fix: 'Run git status in the project to see why. To change the files all the same, add --dirty.',
    }),

  gitUnusable: (path: string, ending: string) =>
    new AppError({
      code: 'GIT_UNUSABLE',
      exitCode: exitCodes.environment,
      message: `git merge-file could not merge ${path}: it ended with ${ending}.`,
      fix: 'Check that git works: git merge-file -h.',
    }),

  conflicts: (
    paths: readonly string[],
    { other, fix }: { other: 'template' | 'add-on'; fix: string },
  ) =>
    new AppError({
      code: 'CONFLICTS',
      exitCode: exitCodes.conflict,
      message: `You and the ${other} both changed ${listed(paths)}.`,
      fix,
    }),

  unresolved: (paths: readonly string[]) =>
    new AppError({
      code: 'CONFLICTS',
      exitCode: exitCodes.conflict,
      message: `Still in conflict: ${listed(paths)}.`,
      fix: 'Resolve the conflicts of the last update and add the files with git, or run: create-app undo',
    }),

  editedAndDropped: (paths: readonly string[]) =>
    new AppError({
      code: 'EDITED_AND_DROPPED',
      exitCode: exitCodes.conflict,
      message: `The template no longer has files that you changed: ${listed(paths)}.`,
      fix: 'They stay as they are. Delete them if you do not need them.',
    }),

  notMade: (path: string) =>
    usage(
      'NOT_MADE',
      `The template makes no file ${path}.`,
      'Give the path of a file or folder of the template, from the folder of the project.',
    ),

  notRestored: (path: string) =>
    usage(
      'NOT_RESTORED',
      `Something else than a file is at ${path}, or a folder above it is a link or a file.`,
      'Move it away first.',
    ),

  nothingToUndo: (dir: string) =>
    usage(
      'NOTHING_TO_UNDO',
      `create-app knows no change of ${dir === '.' ? 'this project' : dir} that it could take back.`,
      'undo takes back the last update, once. To go further back, use git.',
    ),

  halfWritten: (dir: string) =>
    usage(
      'HALF_WRITTEN',
      `create-app was killed while it was writing files to ${dir}.`,
      'Run the command that was killed again. It cleans up and starts over.',
    ),
} as const
