import { AppError } from './app-error.ts'
import { exitCodes } from './exit-codes.ts'

type RateLimit = {
  readonly host: string
  /** `12 minutes`; undefined when the host does not say. */
  readonly wait: string | undefined
  /** The variables that may hold a token. */
  readonly variables: string
}

/** The part of the catalogue for fetching templates. */
export const fetchErrors = {
  templateNotFound: (source: string, answer: string, how: string) =>
    new AppError({
      code: 'TEMPLATE_NOT_FOUND',
      exitCode: exitCodes.template,
      message: `${source} does not exist or is private: ${answer}.`,
      fix: `Check the name and the ref. ${how} Nothing was written.`,
    }),

  tokenRefused: (source: string, variable: string) =>
    new AppError({
      code: 'TOKEN_REFUSED',
      exitCode: exitCodes.template,
      message: `The host of ${source} rejected the token in ${variable}.`,
      fix: `Renew the token, or unset ${variable} if the template is public. Nothing was written.`,
    }),

  rateLimited: (source: string, { host, wait, variables }: RateLimit) =>
    new AppError({
      code: 'RATE_LIMITED',
      exitCode: exitCodes.network,
      message: `Cannot fetch ${source}: rate limit of ${host} reached.`,
      fix: `Wait${wait === undefined ? '' : ` ${wait}`}, or set ${variables}. Nothing was written.`,
    }),

  templateUnreachable: (source: string, reason: string, cause?: unknown) =>
    new AppError({
      code: 'TEMPLATE_UNREACHABLE',
      exitCode: exitCodes.network,
      message: `Cannot fetch ${source}: ${reason}.`,
      fix: 'Check the network and the proxy (HTTPS_PROXY, NO_PROXY). Nothing was written.',
      cause,
    }),

  templateIncomplete: (source: string, cause: unknown) =>
    new AppError({
      code: 'TEMPLATE_INCOMPLETE',
      exitCode: exitCodes.network,
      message: `The download of ${source} was incomplete twice.`,
      fix: 'Try again later. The host or the network closed the connection too early. Nothing was written.',
      cause,
    }),

  templateChanged: (source: string, expected: string, found: string) =>
    new AppError({
      code: 'TEMPLATE_CHANGED',
      exitCode: exitCodes.template,
      message: `${source} has changed: the record says ${expected}, the host sent ${found}.`,
      fix: `To use the new content, add --template ${source}. Nothing was written.`,
    }),

  templateFolderMissing: (source: string, dir: string, suggestion: string | undefined) =>
    new AppError({
      code: 'TEMPLATE_NOT_FOUND',
      exitCode: exitCodes.template,
      message: `${source} has no folder ${dir}.`,
      fix: `${suggestion === undefined ? 'Check the folder name.' : `Did you mean ${suggestion}?`} Nothing was written.`,
    }),

  notCached: (source: string, broken: boolean) =>
    new AppError({
      code: 'TEMPLATE_NOT_CACHED',
      exitCode: exitCodes.network,
      message: broken
        ? `The cached copy of ${source} was damaged and has been deleted.`
        : `${source} is not in the cache, and --offline does not allow the download.`,
      fix: 'Run the command once without --offline. Nothing was written.',
    }),

  releaseNotOurs: (name: string, problem: string) =>
    new AppError({
      code: 'RELEASE_NOT_OURS',
      exitCode: exitCodes.template,
      message: `The package ${name} in your registry is not a release of this program: ${problem}.`,
      fix: 'Check createApp in .create-app.json, and the registry that npm uses. Nothing of the package was run, and nothing was written.',
    }),

  releaseBroken: (name: string, problem: string, cause: unknown) =>
    new AppError({
      code: 'RELEASE_BROKEN',
      exitCode: exitCodes.template,
      message: `Cannot read the templates of ${name}: ${problem}.`,
      fix: 'Check the registry that npm uses: its package differs from the one that was published. Nothing was written.',
      cause,
    }),

  releaseTooNew: (name: string, format: number, cause: unknown) =>
    new AppError({
      code: 'RELEASE_TOO_NEW',
      exitCode: exitCodes.template,
      message: `The templates of ${name} have format ${format}, which this version of create-app cannot read.`,
      fix: 'Use the newest version: npm create app@latest. Nothing was written.',
      cause,
    }),

  cacheNotWritable: (dir: string, reason: string, cause: unknown) =>
    new AppError({
      code: 'CACHE_NOT_WRITABLE',
      exitCode: exitCodes.disk,
      message: `Cannot write to the template cache ${dir}: ${reason}.`,
      fix: 'Set XDG_CACHE_HOME to a folder that you can write to. Nothing was written.',
      cause,
    }),
} as const
