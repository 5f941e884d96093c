import { AppError } from './app-error.ts'
import { exitCodes } from './exit-codes.ts'
import { listed } from './listed.ts'
import { didYouMean, usage } from './usage-errors.ts'

/** The part of the catalogue for generators and what they make. */
export const generatorErrors = {
  generatorInvalid: (place: string, problem: string) =>
    new AppError({
      code: 'GENERATOR_INVALID',
      exitCode: exitCodes.template,
      message: `The generator ${place} cannot be used: ${problem}`,
      fix: 'Correct the generator. Nothing was written.',
    }),

  generatorNotTrusted: (generator: string, commands: string) =>
    new AppError({
      code: 'GENERATOR_NOT_TRUSTED',
      exitCode: exitCodes.template,
      message: `The generator ${generator} is not built in and would run commands with its files: ${commands}.`,
      fix: 'Add --trust to allow it. With --no-verify, only its hooks and migrations run. Nothing was written.',
    }),

  unknownGenerator: (typed: string, known: readonly string[], suggestion: string | undefined) =>
    usage(
      'UNKNOWN_GENERATOR',
      `There is no generator "${typed}".`,
      suggestion === undefined
        ? `Use ${known.length === 0 ? 'one in the folder generators' : listed(known)}.`
        : didYouMean(suggestion),
    ),

  unknownParam: (
    flag: string,
    generator: string,
    known: readonly string[],
    suggestion: string | undefined,
  ) =>
    usage(
      'UNKNOWN_PARAM',
      `The generator ${generator} has no param ${flag}.`,
      suggestion === undefined ? `It has ${listed(known)}.` : didYouMean(`--${suggestion}`),
    ),

  paramNeeds: (param: string, needed: string) =>
    usage(
      'PARAM_NEEDS',
      `--${param} needs --${needed}.`,
      `Leave out --${needed}=false, or add --${param}=false.`,
    ),

  unknownPart: (
    part: string,
    generator: string,
    known: readonly string[],
    suggestion: string | undefined,
  ) =>
    usage(
      'UNKNOWN_PART',
      `The generator ${generator} has no part ${part}.`,
      known.length === 0
        ? 'Leave out --only.'
        : suggestion === undefined
          ? `It has ${listed(known)}.`
          : didYouMean(suggestion),
    ),

  missingParams: (generator: string, missing: AppError['missing']) =>
    new AppError({
      code: 'MISSING_INPUT',
      exitCode: exitCodes.usage,
      message: `The generator ${generator} needs more: ${missing.map(({ flag }) => flag).join(', ')}.`,
      fix: `Add them, or see create-app generate ${generator} --schema.`,
      missing,
    }),

  generatorThere: (path: string) =>
    new AppError({
      code: 'GENERATOR_THERE',
      exitCode: exitCodes.targetTaken,
      message: `${path} is there already.`,
      fix: 'Choose another name, or move it away. Nothing was written.',
    }),

  noGenerators: (place: string) =>
    usage(
      'NO_GENERATORS',
      `There is no generator in ${place}.`,
      'Write one with create-app generator init <name>, or name its file.',
    ),

  draftFile: (path: string, problem: string) =>
    usage(
      'CANNOT_DRAFT',
      `Cannot draft a generator from ${path}: ${problem}.`,
      'Name text files of the project. Nothing was written.',
    ),

  draftName: (problem: string) =>
    usage(
      'NO_COMMON_NAME',
      problem,
      'Add --name <name> with the name that the files have, such as --name UserCard.',
    ),

  needMissing: (id: string, need: string) =>
    new AppError({
      code: 'NEED_MISSING',
      exitCode: exitCodes.usage,
      message: `${id} does not fit this project: it needs ${need}.`,
      fix: 'Nothing was written.',
    }),

  unknownModel: (item: string, known: readonly string[], suggestion: string | undefined) =>
    usage(
      'UNKNOWN_MODEL',
      `${item} refers to a model that the database does not have.`,
      suggestion === undefined ? `It has ${listed(known)}.` : didYouMean(suggestion),
    ),

  unknownLabel: (item: string, model: string, names: readonly string[]) =>
    usage(
      'UNKNOWN_LABEL',
      `${item} needs one field of ${model} that is text in each row.`,
      `Use ${listed(names)}.`,
    ),

  itemThere: (item: string, entry: string) =>
    usage(
      'ITEM_THERE',
      `${entry} has ${item.split(':')[0]} already.`,
      'Choose another name. To change what is there, edit the code.',
    ),

  severalPackages: (what: string, folders: readonly string[]) =>
    usage(
      'SEVERAL_PACKAGES',
      `${what} fits more than one package: ${listed(folders)}.`,
      `Add --in ${folders[0]}, or go to the folder of the package.`,
    ),

  noPackage: (typed: string, known: readonly string[]) =>
    usage(
      'NO_PACKAGE',
      `The project has no package in ${typed}.`,
      known.length === 0 ? 'It is no monorepo: leave out --in.' : `Use ${listed(known)}.`,
    ),

  generatedBy: (path: string, entry: string) =>
    new AppError({
      code: 'FILE_EXISTS',
      exitCode: exitCodes.targetTaken,
      message: `${path} belongs to ${entry}.`,
      fix: 'Choose another name. Nothing was written.',
    }),

  otherGenerator: (
    entry: string,
    { recorded, given }: Readonly<Record<'recorded' | 'given', string>>,
  ) =>
    usage(
      'OTHER_GENERATOR',
      `${entry} was made by another generator of that name: ${recorded}, not ${given}.`,
      'Choose another name, or add --force to make it again with this one. Nothing was written.',
    ),

  leftBehind: ({ files, texts }: Readonly<Record<'files' | 'texts', readonly string[]>>) =>
    new AppError({
      code: 'EDITED_AND_DROPPED',
      exitCode: exitCodes.conflict,
      message: `What you edited stays: ${listed([...files, ...texts])}.`,
      fix: [
        ...(files.length > 0 ? [`To delete ${listed(files)}, add --force.`] : []),
        ...(texts.length > 0
          ? [`Edit ${listed(texts)} by hand; each warning shows the text.`]
          : []),
      ].join('\n'),
    }),

  fewerItems: (entry: string, items: readonly string[]) =>
    usage(
      'FEWER_ITEMS',
      `${entry} also has ${listed(items)}.`,
      'Name them as well, or add --force to take them out. Nothing was written.',
    ),

  generatedElsewhere: (path: string) =>
    new AppError({
      code: 'FILE_EXISTS',
      exitCode: exitCodes.targetTaken,
      message: `${path} exists, and no generator made it.`,
      fix: 'Choose another name, or move the file away. Nothing was written.',
    }),

  generatedUnreadable: (
    generator: string,
    {
      path,
      line,
      column,
      problem,
    }: { path: string; line: number; column: number; problem: string },
    reserved: string | undefined,
  ) =>
    new AppError({
      code: 'GENERATED_INVALID',
      exitCode: exitCodes.template,
      message: `The generator ${generator} would write ${path}:${line}:${column}, which cannot be parsed: ${problem}`,
      fix:
        reserved === undefined
          ? 'Correct the generator. Nothing was written.'
          : `Choose another name than ${reserved}, which is a word of the language. Nothing was written.`,
      place: path,
    }),

  noEntry: (generator: string, name: string, known: readonly string[]) =>
    usage(
      'NO_ENTRY',
      `Nothing was generated with ${generator} ${name}.`,
      known.length === 0 ? 'The project has no generated entries.' : `There is ${listed(known)}.`,
    ),

  noProject: (dir: string) =>
    usage(
      'NO_PROJECT',
      `There is no project in ${dir} or above: neither a .create-app.json nor a package.json.`,
      'Go to the folder of a project.',
    ),

  hookFailed: (hook: string, output: string) =>
    new AppError({
      code: 'HOOK_FAILED',
      exitCode: exitCodes.hookFailed,
      message: `The hook "${hook}" failed${output === '' ? '.' : `: ${output}`}`,
      fix: 'Correct it, or remove it from the generator. Nothing was written.',
    }),
} as const
