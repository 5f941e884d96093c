import type { Command } from '../model/command.ts'
import {
  lockfileOf,
  type PackageManager,
  type PackageManagerName,
} from '../model/package-manager.ts'
import type { Warning } from '../model/warning.ts'

/** A question about the lockfile: a command that changes nothing, where one is quick, or whether the file exists. */
export type LockfileCheck = {
  readonly of: PackageManagerName
  readonly command?: Command
}

type Questions = Record<
  PackageManagerName,
  | { readonly args: readonly string[]; readonly frozen: string; readonly refusal: RegExp }
  | undefined
>

const questions: Questions = {
  npm: {
    args: ['ci', '--dry-run', '--ignore-scripts'],
    frozen: 'npm ci',
    refusal: /\bEUSAGE\b/,
  },
  pnpm: {
    args: ['install', '--frozen-lockfile', '--lockfile-only', '--ignore-scripts'],
    frozen: 'pnpm install --frozen-lockfile',
    refusal: /\bERR_PNPM_\w*LOCKFILE\w*/,
  },
  // Yarn can only be asked by a whole installation, and Yarn 1 accepts that there is no lockfile.
  yarn: undefined,
  bun: {
    args: ['install', '--frozen-lockfile', '--dry-run'],
    frozen: 'bun install --frozen-lockfile',
    refusal: /lockfile (?:had changes|not found)/,
  },
}

/** Asks whether an installation that must not change the lockfile, as in CI and in a Dockerfile, would accept it. */
export function lockfileCheck({ name }: PackageManager, options: readonly string[]): LockfileCheck {
  const question = questions[name]
  if (!question) return { of: name }
  return { of: name, command: { file: name, args: [...question.args, ...options] } }
}

/** The warning that an installation wrote no lockfile, which Yarn 1 can be configured to and no flag prevents. */
export function noLockfile({ of }: LockfileCheck): Warning {
  const lockfile = lockfileOf(of)
  return {
    code: 'LOCKFILE_INCOMPLETE',
    message: `\`${of} install\` wrote no ${lockfile}, so the versions of the dependencies are not fixed.`,
    fix: `Remove no-lockfile from your .yarnrc, run ${of} install and commit ${lockfile}.`,
  }
}

/** What is wrong with the lockfile; undefined when it was accepted, or when nobody could be asked. */
export function lockfileWarning(
  { of }: LockfileCheck,
  { exitCode, output }: { readonly exitCode: number | undefined; readonly output: string },
): Warning | undefined {
  const { frozen = '', refusal } = questions[of] ?? {}
  if (exitCode === 0 || !refusal?.test(output)) return undefined
  const lockfile = lockfileOf(of)
  const missing = missingIn(output)
  const lacks = missing.length === 0 ? '' : ` It lacks ${missing.join(', ')}.`
  return {
    code: 'LOCKFILE_INCOMPLETE',
    message: `\`${frozen}\` refuses ${lockfile}, so CI and Docker builds would fail.${lacks}`,
    fix:
      missing.length === 0
        ? `Run ${of} install and commit ${lockfile}.`
        : `Your registry may not have these packages. With one that has them, run ${of} install and commit ${lockfile}.`,
  }
}

/** The packages that npm misses in a lockfile: `Missing: name@1.0.0 from lock file`, where the version may be empty. */
function missingIn(output: string): readonly string[] {
  const found = output.matchAll(/Missing: (\S+?)@(\S*) from lock file/g)
  return [...new Set([...found].map(([, name = '']) => name))]
}
