import { AppError } from './app-error.ts'
import { exitCodes } from './exit-codes.ts'

/** The part of the catalogue for what a template's packages need. */
export const packageErrors = {
  /** @param why continues the sentence: `npm cannot install that`. */
  unresolvedVersion: (
    { path, name, version }: { path: string; name: string; version: string },
    { why, fix }: { why: string; fix: string },
  ) =>
    new AppError({
      code: 'UNRESOLVED_VERSION',
      exitCode: exitCodes.template,
      message: `${path} wants ${name} as "${version}", but ${why}.`,
      fix: `${fix} Nothing was written.`,
      place: path,
    }),

  otherNode: ({ range, field }: WantedVersion, running: string, packageManager: string) =>
    new AppError({
      code: 'OTHER_NODE',
      exitCode: exitCodes.environment,
      message: `The template is for Node ${range} (${field} in package.json), but this is ${running}, and ${packageManager} would refuse to install.`,
      fix: 'Use such a Node, or add --no-install. Nothing was written.',
    }),

  otherPackageManagerVersion: ({ tool, range, field }: WantedVersion, running: string) =>
    new AppError({
      code: 'OTHER_VERSION',
      exitCode: exitCodes.environment,
      message: `The template is for ${tool} ${range} (${field} in package.json), but this is ${running}, which would refuse to install.`,
      fix: 'Install such a version, use another package manager with --pm, or add --no-install. Nothing was written.',
    }),
} as const

/** A range of versions in package.json. */
type WantedVersion = { readonly tool: string; readonly range: string; readonly field: string }
