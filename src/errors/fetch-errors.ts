import { AppError } from './app-error.ts'
import { exitCodes } from './exit-codes.ts'

/** The part of the catalogue that speaks of templates that are fetched. */
export const fetchErrors = {
  templateNotFound: (source: string, answer: string, how: string) =>
    new AppError({
      code: 'TEMPLATE_NOT_FOUND',
      exitCode: exitCodes.template,
      message: `There is no ${source}, or it is not for everyone: ${answer}.`,
      fix: `Check its name and ref. ${how} Nothing was written.`,
    }),

  tokenRefused: (source: string, variable: string) =>
    new AppError({
      code: 'TOKEN_REFUSED',
      exitCode: exitCodes.template,
      message: `The token in ${variable} was refused for ${source}.`,
      fix: `Renew it, or unset ${variable} if everyone may read the template. Nothing was written.`,
    }),

  rateLimited: (source: string, until: string, how: string) =>
    new AppError({
      code: 'RATE_LIMITED',
      exitCode: exitCodes.network,
      message: `The host of ${source} has answered too often and asks to wait${until}.`,
      fix: `Wait, or be known to it: ${how} Nothing was written.`,
    }),

  templateUnreachable: (source: string, reason: string, cause?: unknown) =>
    new AppError({
      code: 'TEMPLATE_UNREACHABLE',
      exitCode: exitCodes.network,
      message: `${source} cannot be fetched: ${reason}.`,
      fix: 'Check the network and the proxy (HTTPS_PROXY, NO_PROXY). Nothing was written.',
      cause,
    }),

  templateIncomplete: (source: string, cause: unknown) =>
    new AppError({
      code: 'TEMPLATE_INCOMPLETE',
      exitCode: exitCodes.network,
      message: `${source} came incomplete, twice.`,
      fix: 'Try again later; the host or the network breaks it off. Nothing was written.',
      cause,
    }),

  templateChanged: (source: string, expected: string, found: string) =>
    new AppError({
      code: 'TEMPLATE_CHANGED',
      exitCode: exitCodes.template,
      message: `${source} is not what it was: ${expected} was recorded, and ${found} came.`,
      fix: `If that is right, name the new one with --template ${source}. Nothing was written.`,
    }),

  templateFolderMissing: (source: string, dir: string, suggestion: string | undefined) =>
    new AppError({
      code: 'TEMPLATE_NOT_FOUND',
      exitCode: exitCodes.template,
      message: `There is no folder ${dir} in what was fetched for ${source}.`,
      fix: `${suggestion === undefined ? 'Look it up there.' : `Did you mean ${suggestion}?`} Nothing was written.`,
    }),

  notCached: (source: string, broken: boolean) =>
    new AppError({
      code: 'TEMPLATE_NOT_CACHED',
      exitCode: exitCodes.network,
      message: broken
        ? `The copy of ${source} in the cache was broken and has been removed.`
        : `There is no copy of ${source} in the cache, and --offline forbids to fetch one.`,
      fix: 'Run it once without --offline. Nothing was written.',
    }),

  cacheNotWritable: (dir: string, reason: string, cause: unknown) =>
    new AppError({
      code: 'CACHE_NOT_WRITABLE',
      exitCode: exitCodes.disk,
      message: `The cache of templates ${dir} cannot be written: ${reason}.`,
      fix: 'Name a folder of yours in XDG_CACHE_HOME. Nothing was written.',
      cause,
    }),
} as const
