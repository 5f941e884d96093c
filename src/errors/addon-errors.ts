import { AppError } from './app-error.ts'
import { exitCodes } from './exit-codes.ts'
import { listed } from './listed.ts'
import { didYouMean, usage } from './usage-errors.ts'

/** What can go wrong with add-ons. */
export const addonErrors = {
  unknownAddon: (typed: string, known: readonly string[], suggestion: string | undefined) =>
    usage(
      'UNKNOWN_ADDON',
      `There is no add-on "${typed}".`,
      suggestion === undefined ? `Use ${listed(known)}.` : didYouMean(suggestion),
    ),

  addonNotTrusted: (source: string, commands: string) =>
    new AppError({
      code: 'ADDON_NOT_TRUSTED',
      exitCode: exitCodes.template,
      message: `The add-on ${source} is not built in and would run commands with its files: ${commands}.`,
      fix: 'Add --trust to allow it, or --no-install and --no-verify to only write its files. Nothing was written.',
    }),

  addonConflict: (id: string, other: string, fix?: string) =>
    usage(
      'ADDON_CONFLICT',
      `The add-ons ${id} and ${other} cannot be in one project.`,
      fix ?? `Leave one of them out, or run create-app remove ${other} first.`,
    ),

  addonOfTemplate: (id: string, template: string, fix: string) =>
    usage('ADDON_CONFLICT', `${id} is not for the template ${template}.`, fix),

  addonUnfit: (id: string) =>
    usage(
      'NEED_MISSING',
      `${id} does not fit this template.`,
      'Run create-app add in a project to see what each add-on needs.',
    ),

  addonNeeds: (id: string, need: string) =>
    usage(
      'ADDON_NEEDS',
      `The add-on ${id} needs ${need}, which the project would not have any more.`,
      `Remove it too, in the same command or before: create-app remove ${id}. Nothing was written.`,
    ),

  severalPlaces: (id: string, folders: readonly string[]) =>
    usage(
      'SEVERAL_PACKAGES',
      `${id} fits more than one package: ${listed(folders)}.`,
      `Create the project without it, then run create-app add ${id} --in ${folders[0]}.`,
    ),

  addonElsewhere: (id: string, source: string, given: string) =>
    usage(
      'ADDON_ELSEWHERE',
      `The project has an add-on ${id} from ${source}, and this one is from ${given}.`,
      `Run create-app remove ${id} first.`,
    ),

  addonThere: (path: string) =>
    new AppError({
      code: 'ADDON_THERE',
      exitCode: exitCodes.targetTaken,
      message: `${path} is there already.`,
      fix: 'Choose another name, or move it away. Nothing was written.',
    }),

  noAddons: (place: string) =>
    usage(
      'NO_ADDONS',
      `There is no add-on in ${place}.`,
      'Write one with create-app addon init <name>, or name its folder.',
    ),

  addonFitsNone: (id: string, needs: string) =>
    new AppError({
      code: 'ADDON_FITS_NONE',
      exitCode: exitCodes.template,
      message: `${id} fits no template that it could be tried with: ${needs}.`,
      fix: 'Correct "needs" in addon.json, or name the template that it is for with --template.',
    }),
}
