import { AppError, type MissingInput } from './app-error.ts'
import { exitCodes } from './exit-codes.ts'

export { AppError, Cancelled, type MissingInput, messageOf } from './app-error.ts'

/** The catalogue of everything that can go wrong. Codes are permanent, wording is not. */
export const errors = {
  unknownFlag: (flag: string, suggestion: string | undefined) =>
    usage('UNKNOWN_FLAG', `There is no flag ${flag}.`, didYouMean(suggestion)),

  flagNeedsValue: (flag: string, value: string) =>
    usage('FLAG_NEEDS_VALUE', `${flag} needs a value.`, `Write ${flag} ${value}.`),

  flagTwice: (flag: string) =>
    usage('FLAG_TWICE', `${flag} was given twice, and it takes one value.`, 'Give it once.'),

  badFlagValue: (flag: string, value: string, allowed: string, suggestion?: string) =>
    usage(
      'BAD_FLAG_VALUE',
      `${flag} cannot be "${value}".`,
      suggestion === undefined ? `It takes ${allowed}.` : didYouMean(suggestion),
    ),

  flagsDisagree: (one: string, other: string, why: string) =>
    usage('FLAGS_DISAGREE', `${one} and ${other} cannot go together: ${why}`, `Leave one out.`),

  badFolder: (dir: string) =>
    usage('BAD_FOLDER', `"${dir}" is no name of a folder.`, 'Name one, or write . for this one.'),

  noSuchFolder: (flag: string, dir: string) =>
    usage('NO_SUCH_FOLDER', `${flag} ${dir}: there is no such folder.`, 'Name one that is there.'),

  npmTookFlags: () =>
    usage(
      'NPM_TOOK_FLAGS',
      'npm kept --template for itself, and its value stands alone.',
      'Put -- before the flags: npm create app@latest my-api -- --template api',
    ),

  tooManyWords: (extra: readonly string[], suggestion: string | undefined) =>
    usage(
      'TOO_MANY_WORDS',
      `One folder is enough: do not know what to do with ${extra.map((word) => `"${word}"`).join(', ')}.`,
      suggestion === undefined
        ? 'Put a name with spaces in quotes.'
        : `Did you mean the command ${suggestion}?`,
    ),

  reservedWord: (word: string) =>
    usage(
      'RESERVED_WORD',
      `"${word}" is kept for a command that this version does not have.`,
      `For a folder of that name write ./${word}.`,
    ),

  missingInput: (missing: readonly MissingInput[]) =>
    new AppError({
      code: 'MISSING_INPUT',
      exitCode: exitCodes.usage,
      message: 'Some answers are missing, and nobody is asked for them here.',
      fix: 'Add the flags, or --yes to take every default.',
      missing,
    }),

  badAnswers: (file: string, problem: string, cause?: unknown) =>
    usage(
      'BAD_ANSWERS',
      `The answers in ${file} cannot be read: ${problem}`,
      'Give a .create-app.json, or JSON with template, name, pm and answers.',
      cause,
    ),

  badName: (name: string, problem: string) =>
    usage('BAD_NAME', `"${name}" is no package name: ${problem}.`, 'Give another with --name.'),

  unknownTemplate: (id: string, known: readonly string[], suggestion: string | undefined) =>
    usage(
      'UNKNOWN_TEMPLATE',
      `There is no template "${id}".`,
      suggestion === undefined ? `Choose one of ${known.join(', ')}.` : didYouMean(suggestion),
    ),

  unsupportedSource: (source: string) =>
    usage(
      'UNSUPPORTED_SOURCE',
      `Templates cannot be fetched from "${source}" by this version.`,
      'Fetch it yourself and give its folder: --template ./folder.',
    ),

  unknownQuestion: (id: string, known: readonly string[], suggestion: string | undefined) =>
    usage(
      'UNKNOWN_QUESTION',
      `The template does not ask for "${id}".`,
      suggestion === undefined
        ? `It asks for ${known.join(', ') || 'nothing'}.`
        : didYouMean(suggestion),
    ),

  targetNotEmpty: (dir: string, entries: readonly string[]) =>
    new AppError({
      code: 'TARGET_NOT_EMPTY',
      exitCode: exitCodes.targetTaken,
      message: `${dir} has files in it: ${listed(entries)}.`,
      fix: 'Choose another folder, or move them away. Nothing was written.',
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

  otherYarn: (asked: string, found: string) =>
    new AppError({
      code: 'OTHER_YARN',
      exitCode: exitCodes.environment,
      message: `yarn is ${found} on this machine, which cannot install a project of ${asked}.`,
      fix: 'Run corepack enable, leave the version out, or add --no-install. Nothing was written.',
    }),

  templateInvalid: (template: string, problem: string, cause?: unknown) =>
    new AppError({
      code: 'TEMPLATE_INVALID',
      exitCode: exitCodes.template,
      message: `The template ${template} cannot be used: ${problem}`,
      fix: 'Mend the template. Nothing was written.',
      cause,
    }),

  unsafePath: (path: string, problem: string) =>
    new AppError({
      code: 'UNSAFE_PATH',
      exitCode: exitCodes.template,
      message: `"${path}" must not be written: ${problem}.`,
      fix: 'Mend the template, or choose another folder. Nothing was written.',
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

function usage(code: string, message: string, fix: string, cause?: unknown): AppError {
  return new AppError({ code, exitCode: exitCodes.usage, message, fix, cause })
}

function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? 'See create-app --help.' : `Did you mean ${suggestion}?`
}

function listed(entries: readonly string[]): string {
  const shown = entries.slice(0, 5).join(', ')
  return entries.length > 5 ? `${shown} and ${entries.length - 5} more` : shown
}
