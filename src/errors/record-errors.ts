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

  otherVersion: (dir: string, made: string, running: string, command: string) =>
    usage(
      'OTHER_CREATE_APP',
      `${dir} was created by create-app ${made}; this is ${running}, and its templates may differ.`,
      `Use the version that created it: ${command}`,
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

  halfWritten: (dir: string) =>
    usage(
      'HALF_WRITTEN',
      `create-app was killed while it was writing files to ${dir}.`,
      'Run the command that was killed again. It cleans up and starts over.',
    ),
} as const
