import { AppError, type MissingInput } from './app-error.ts'
import { exitCodes } from './exit-codes.ts'

/** The part of the catalogue for what was typed: flags, folders, answers, records. */
export const usageErrors = {
  unknownFlag: (flag: string, suggestion: string | undefined) =>
    usage('UNKNOWN_FLAG', `Unknown flag ${flag}.`, didYouMean(suggestion)),

  flagNeedsValue: (flag: string, value: string) =>
    usage('FLAG_NEEDS_VALUE', `${flag} needs a value.`, `Write ${flag} ${value}.`),

  flagTwice: (flag: string) =>
    usage('FLAG_TWICE', `${flag} is given more than once.`, 'Give it once.'),

  badFlagValue: (flag: string, value: string, allowed: string, suggestion?: string) =>
    usage(
      'BAD_FLAG_VALUE',
      `"${value}" is not a valid value for ${flag}.`,
      suggestion === undefined ? `Use ${allowed}.` : didYouMean(suggestion),
    ),

  flagsDisagree: (one: string, other: string, why: string) =>
    usage(
      'FLAGS_DISAGREE',
      `${one} and ${other} cannot be used together: ${why}`,
      'Remove one of them.',
    ),

  badFolder: (dir: string, problem?: string) =>
    usage(
      'BAD_FOLDER',
      problem === undefined
        ? `"${dir}" is not a folder name.`
        : `Cannot use the folder "${dir}": ${problem}.`,
      'Give another folder, or . for the current one.',
    ),

  noSuchFolder: (flag: string, dir: string) =>
    usage(
      'NO_SUCH_FOLDER',
      `${flag} ${dir}: the folder does not exist.`,
      'Give a folder that exists.',
    ),

  npmTookFlags: () =>
    usage(
      'NPM_TOOK_FLAGS',
      'npm took --template for itself, so create-app received only its value.',
      'Put -- before the flags: npm create app@latest my-api -- --template api',
    ),

  tooManyWords: (extra: readonly string[], suggestion: string | undefined) =>
    usage(
      'TOO_MANY_WORDS',
      `Unexpected ${extra.length === 1 ? 'argument' : 'arguments'}: ${extra.map((word) => `"${word}"`).join(', ')}.`,
      suggestion === undefined
        ? 'Remove the extra words, or put a name with spaces in quotes.'
        : `Did you mean the command ${suggestion}?`,
    ),

  reservedWord: (word: string) =>
    usage(
      'RESERVED_WORD',
      `"${word}" is a reserved command name.`,
      `To use it as a folder name, write ./${word}.`,
    ),

  unknownShell: (shell: string | undefined, shells: readonly string[], suggestion?: string) =>
    usage(
      'UNKNOWN_SHELL',
      shell === undefined ? 'No shell was given.' : `There is no completion for "${shell}".`,
      suggestion === undefined ? `Use one of ${shells.join(', ')}.` : didYouMean(suggestion),
    ),

  unknownVerb: (
    group: string,
    { verb, verbs }: { verb: string | undefined; verbs: readonly string[] },
    suggestion: string | undefined,
  ) =>
    usage(
      'UNKNOWN_VERB',
      verb === undefined
        ? `create-app ${group} needs a subcommand.`
        : `Unknown command: create-app ${group} ${verb}.`,
      suggestion === undefined
        ? `Use one of ${verbs.join(', ')}. For a folder named ${group}, write ./${group}.`
        : didYouMean(`create-app ${group} ${suggestion}`),
    ),

  unknownCommand: (command: string, suggestion: string | undefined) =>
    usage(
      'UNKNOWN_COMMAND',
      `Unknown command ${command}.`,
      suggestion === undefined
        ? 'Run create-app --help to see the commands.'
        : didYouMean(`create-app help ${suggestion}`),
    ),

  noTemplateFolder: (dir: string) =>
    usage('NO_TEMPLATE', `The folder ${dir} does not exist.`, 'Give the folder of a template.'),

  noSuchFile: (path: string, suggestion: string | undefined) =>
    usage(
      'NO_SUCH_FILE',
      `The template creates no file ${path} with these answers.`,
      suggestion === undefined ? 'Leave out --file to list every file.' : didYouMean(suggestion),
    ),

  /** @param why nothing is asked, as in `this is not an interactive terminal`. */
  missingInput: (missing: readonly MissingInput[], why?: string) =>
    new AppError({
      code: 'MISSING_INPUT',
      exitCode: exitCodes.usage,
      message: why === undefined ? 'Missing options:' : `Missing options (${why}):`,
      fix: 'Add them, or add --yes to use the defaults.',
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
      `Cannot read the answers in ${file}: ${problem}`,
      'Use a .create-app.json, or JSON with template, name, pm and answers.',
      cause,
    ),

  notTaken: (flag: string, command: string) =>
    usage(
      'FLAG_NOT_TAKEN',
      `create-app${command === 'create' ? '' : ` ${command}`} does not take ${flag}.`,
      'Remove it.',
    ),

  badName: (name: string, problem: string) =>
    usage(
      'BAD_NAME',
      `"${name}" is not a valid package name: ${problem}.`,
      'Choose another with --name.',
    ),

  unknownTemplate: (id: string, known: readonly string[], suggestion: string | undefined) =>
    usage(
      'UNKNOWN_TEMPLATE',
      `There is no template "${id}".`,
      suggestion === undefined ? `Choose one of ${known.join(', ')}.` : didYouMean(suggestion),
    ),

  unsupportedSource: (source: string) =>
    usage(
      'UNSUPPORTED_SOURCE',
      `Cannot get a template from "${source}".`,
      /^[-\w.]+\/[-\w.]+(?:[/#].*)?$/.test(source)
        ? `Did you mean gh:${source} or ./${source}?`
        : 'Use gh:user/repo/folder#ref, gitlab:, bitbucket:, sourcehut:, npm:package@version/folder, https://….tar.gz or ./folder.',
    ),

  secretInAddress: () =>
    usage(
      'SECRET_IN_ADDRESS',
      'The address of the template contains a password or a token, which would end up in records and logs.',
      'Remove it, and set the token in GIGET_AUTH.',
    ),

  unknownQuestion: (id: string, known: readonly string[], suggestion: string | undefined) =>
    usage(
      'UNKNOWN_QUESTION',
      `The template has no question "${id}".`,
      suggestion === undefined
        ? known.length === 0
          ? 'It has no questions.'
          : `Its questions are ${known.join(', ')}.`
        : didYouMean(suggestion),
    ),
} as const

/** An error about what was typed, or about the record of a project. */
export function usage(code: string, message: string, fix: string, cause?: unknown): AppError {
  return new AppError({ code, exitCode: exitCodes.usage, message, fix, cause })
}

export function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined
    ? 'Run create-app --help to see the flags.'
    : `Did you mean ${suggestion}?`
}
