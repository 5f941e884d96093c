import { AppError, type MissingInput } from './app-error.ts'
import { exitCodes } from './exit-codes.ts'

/** The part of the catalogue that speaks of what was typed. */
export const usageErrors = {
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

  badFolder: (dir: string, problem?: string) =>
    usage(
      'BAD_FOLDER',
      `"${dir}" is no name of a folder${problem === undefined ? '' : `: ${problem}`}.`,
      'Name one, or write . for this one.',
    ),

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

  unknownShell: (shell: string | undefined, shells: readonly string[], suggestion?: string) =>
    usage(
      'UNKNOWN_SHELL',
      shell === undefined ? 'No shell was named.' : `There is no completion for "${shell}".`,
      suggestion === undefined ? `Write one of ${shells.join(', ')}.` : didYouMean(suggestion),
    ),

  unknownVerb: (verb: string | undefined, verbs: readonly string[], suggestion?: string) =>
    usage(
      'UNKNOWN_VERB',
      verb === undefined
        ? 'create-app template has several verbs, and none was named.'
        : `There is no create-app template ${verb}.`,
      suggestion === undefined
        ? `Write create-app template and one of ${verbs.join(', ')}; a folder of that name is ./template.`
        : didYouMean(`create-app template ${suggestion}`),
    ),

  unknownCommand: (command: string, suggestion: string | undefined) =>
    usage(
      'UNKNOWN_COMMAND',
      `There is no command ${command}.`,
      suggestion === undefined
        ? 'See create-app --help.'
        : didYouMean(`create-app help ${suggestion}`),
    ),

  noTemplateFolder: (dir: string) =>
    usage('NO_TEMPLATE', `There is no folder ${dir}.`, 'Name the folder of a template.'),

  noSuchFile: (path: string, suggestion: string | undefined) =>
    usage(
      'NO_SUCH_FILE',
      `The template makes no file ${path} with these answers.`,
      suggestion === undefined ? 'Without --file every file is listed.' : didYouMean(suggestion),
    ),

  missingInput: (missing: readonly MissingInput[]) =>
    new AppError({
      code: 'MISSING_INPUT',
      exitCode: exitCodes.usage,
      message: 'Some answers are missing, and nobody is asked for them here.',
      fix: 'Add the flags, or --yes to take every default.',
      missing,
    }),

  missingArguments: (missing: readonly MissingInput[]) =>
    new AppError({
      code: 'MISSING_INPUT',
      exitCode: exitCodes.usage,
      message: 'Missing arguments:',
      fix: 'Add them to the command.',
      missing,
    }),

  badAnswers: (file: string, problem: string, cause?: unknown) =>
    usage(
      'BAD_ANSWERS',
      `The answers in ${file} cannot be read: ${problem}`,
      'Give a .create-app.json, or JSON with template, name, pm and answers.',
      cause,
    ),

  templateElsewhere: (file: string, id: string) =>
    usage(
      'TEMPLATE_ELSEWHERE',
      `${file} speaks of a template in a folder, ${id}, and not of where it lies.`,
      'Name the folder with --template.',
    ),

  noRecord: (dir: string) =>
    usage(
      'NO_RECORD',
      `There is no .create-app.json in ${dir === '.' ? 'this folder' : dir}, so create-app does not know what it was to be.`,
      'Name the folder of a project that create-app made.',
    ),

  badRecord: (file: string, problem: string, cause?: unknown) =>
    usage(
      'BAD_RECORD',
      `The record ${file} cannot be used: ${problem}`,
      'Restore it as create-app wrote it.',
      cause,
    ),

  otherVersion: (dir: string, made: string, running: string, command: string) =>
    usage(
      'OTHER_CREATE_APP',
      `${dir} was made by create-app ${made}; this is ${running}, whose templates may be others.`,
      `Let that one do it: ${command}`,
    ),

  otherTemplate: (given: string, recorded: string) =>
    usage(
      'OTHER_TEMPLATE',
      `--template ${given} is not what the project was made from, which was ${recorded}.`,
      'Name the folder with --template that it was made from.',
    ),

  packageMissing: (dir: string) =>
    usage(
      'PACKAGE_MISSING',
      `${dir} has a record, and no package.json that can be read.`,
      'Mend it, or make the project again in another folder. Nothing was changed.',
    ),

  halfWritten: (dir: string) =>
    usage(
      'HALF_WRITTEN',
      `create-app was killed before all files were in ${dir}.`,
      'Run the same creation again: it takes back what is there and starts anew.',
    ),

  notTaken: (flag: string, command: string) =>
    usage(
      'FLAG_NOT_TAKEN',
      `create-app${command === 'create' ? '' : ` ${command}`} has no use for ${flag}.`,
      'Leave it out.',
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
      `"${source}" is no place that templates come from.`,
      /^[-\w.]+\/[-\w.]+(?:[/#].*)?$/.test(source)
        ? `Did you mean gh:${source} or ./${source}?`
        : 'Write gh:user/repo/folder#ref, gitlab:, bitbucket:, sourcehut:, npm:package@version/folder, https://….tar.gz or ./folder.',
    ),

  secretInAddress: () =>
    usage(
      'SECRET_IN_ADDRESS',
      'The address of the template has a password or a token in it, which would get into records and logs.',
      'Leave it out and give the token in GIGET_AUTH.',
    ),

  unknownQuestion: (id: string, known: readonly string[], suggestion: string | undefined) =>
    usage(
      'UNKNOWN_QUESTION',
      `The template does not ask for "${id}".`,
      suggestion === undefined
        ? `It asks for ${known.join(', ') || 'nothing'}.`
        : didYouMean(suggestion),
    ),
} as const

function usage(code: string, message: string, fix: string, cause?: unknown): AppError {
  return new AppError({ code, exitCode: exitCodes.usage, message, fix, cause })
}

function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? 'See create-app --help.' : `Did you mean ${suggestion}?`
}
