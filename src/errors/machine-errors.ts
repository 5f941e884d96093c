import { AppError } from './app-error.ts'
import { exitCodes } from './exit-codes.ts'

/** Errors about the machine that only `doctor` reports. */
export const machineErrors = {
  registryUnreachable: (registry: string, reason: string) =>
    new AppError({
      code: 'REGISTRY_UNREACHABLE',
      exitCode: exitCodes.network,
      message: `Cannot reach the registry ${registry}: ${reason}.`,
      fix: 'Check the network, the proxy, and the registry and login that your package manager uses.',
    }),

  packageCacheNotWritable: (packageManager: string, folder: string, reason: string) =>
    new AppError({
      code: 'PACKAGE_CACHE_NOT_WRITABLE',
      exitCode: exitCodes.installFailed,
      message: `${packageManager} cannot write to its cache ${folder}: ${reason}.`,
      fix: `Make the folder writable, or choose another one in the configuration of ${packageManager}.`,
    }),

  databaseUnreachable: (server: string, reason: string) =>
    new AppError({
      code: 'DATABASE_UNREACHABLE',
      exitCode: exitCodes.verifyFailed,
      message: `The tests would run on ${server}, which DATABASE_URL names, but it cannot be reached: ${reason}.`,
      fix: 'Start that server, or unset DATABASE_URL to use a private PostgreSQL.',
    }),

  databaseUnusable: () =>
    new AppError({
      code: 'DATABASE_UNUSABLE',
      exitCode: exitCodes.verifyFailed,
      message:
        'The tests would run on the server in DATABASE_URL, but it is not the address of a PostgreSQL server.',
      fix: 'Correct DATABASE_URL (postgresql://…), or unset it to use a private PostgreSQL.',
    }),

  diskFull: (free: string, needed: string) =>
    new AppError({
      code: 'DISK_FULL',
      exitCode: exitCodes.disk,
      message: `The disk has ${free} free, but the project needs about ${needed}.`,
      fix: 'Free some space, or choose a folder on another disk.',
    }),

  noDatabase: (platform: string) =>
    new AppError({
      code: 'NO_DATABASE',
      exitCode: exitCodes.verifyFailed,
      message: `The tests need a private PostgreSQL, which is not available for ${platform}.`,
      fix: 'Set DATABASE_URL to your own server, or add --no-verify.',
    }),
} as const
