import { type AppError, errors } from '../errors/errors.ts'
import {
  isYarnBerry,
  type PackageManager,
  type PackageManagerName,
  printPackageManager,
} from '../model/package-manager.ts'
import { satisfies } from '../model/versions.ts'
import type { Facts } from '../plan/facts.ts'
import type { Wishes } from '../plan/wishes.ts'

/** The versions that work. Yarn 2 and 3 are neither the old one nor the new one. */
export const supported = {
  Node: '^20.19 || ^22.12 || >=24',
  git: '>=2.20',
  npm: '>=10',
  pnpm: '>=10',
  yarn: '^1.22 || >=4',
  bun: '>=1.2',
} as const satisfies Record<'Node' | 'git' | PackageManagerName, string>

/** What is wrong with Node, undefined when nothing is. */
export function nodeProblem(version: string): AppError | undefined {
  if (satisfies(version, supported.Node)) return undefined
  const fix = 'Install a newer one from https://nodejs.org and run it again.'
  return errors.toolTooOld('Node', { version, needed: supported.Node }, fix)
}

/** What is wrong with git, undefined when nothing is or nobody wants it. */
export function gitProblem(facts: Facts, wishes: Wishes): AppError | undefined {
  if (wishes.git === false) return undefined
  return toolProblem('git', facts.git, 'or add --no-git.')
}

/** What is wrong with the package manager that was asked for, undefined when nothing is. */
export function packageManagerProblem(
  { packageManager: found }: Facts,
  wishes: Wishes,
  asked: PackageManager,
): AppError | undefined {
  if (!wishes.install) return pinProblem(asked, found)
  // Without it nobody knows the version, which the Dockerfile and the workflow read.
  const pin =
    asked.name === 'npm' || asked.version !== '' ? '' : ` and --pm ${asked.name}@<version>`
  const otherwise = `choose another with --pm, or add --no-install${pin}.`
  return toolProblem(asked.name, found, otherwise) ?? yarnProblem(asked, found)
}

/** The same of the one that a project was made for, which nobody can choose any more. */
export function recordedPackageManagerProblem(
  { packageManager: found }: Facts,
  wishes: Wishes,
  recorded: PackageManager,
): AppError | undefined {
  if (!wishes.install) return undefined
  return toolProblem(recorded.name, found, 'or add --no-install.') ?? yarnProblem(recorded, found)
}

/** What pnpm, Yarn and Bun are set up with reads the pinned version, installed or not. */
function pinProblem({ name, version }: PackageManager, found?: string): AppError | undefined {
  if (name === 'npm' || version !== '' || found !== undefined) return undefined
  const how = `Install it, choose another with --pm, or name a version: --pm ${name}@<version>.`
  return errors.toolMissing(name, how)
}

function yarnProblem(asked: PackageManager, version = ''): AppError | undefined {
  if (asked.version === '' || isYarnBerry(asked) === isYarnBerry({ ...asked, version })) return
  return errors.otherYarn(printPackageManager(asked), version)
}

function toolProblem(
  tool: 'git' | PackageManagerName,
  version: string | undefined,
  otherwise: string,
): AppError | undefined {
  if (version === undefined) return errors.toolMissing(tool, `Install it, ${otherwise}`)
  const needed = supported[tool]
  if (satisfies(version, needed)) return undefined
  return errors.toolTooOld(tool, { version, needed }, `Install a newer one, ${otherwise}`)
}
