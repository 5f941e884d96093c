import { type AppError, errors } from '../errors/errors.ts'
import {
  isYarnBerry,
  type PackageManager,
  type PackageManagerName,
  printPackageManager,
} from '../model/package-manager.ts'
import { satisfies } from '../model/versions.ts'
import { isOther, reasonOfSign, type Sign } from '../packages/signs.ts'
import type { Facts } from '../plan/facts.ts'
import type { Wishes } from '../plan/wishes.ts'

/**
 * The supported versions. `npm ci --dry-run` empties node_modules before npm 10.5.1, and 10.6 is the next minor. Yarn 2 and 3 are not supported, and
 * Yarn before 4.10 refuses our `npmMinimalAgeGate`.
 */
export const supported = {
  Node: '^20.19 || ^22.12 || >=24',
  git: '>=2.20',
  npm: '>=10.6',
  pnpm: '>=10',
  yarn: '^1.22 || >=4.10',
  bun: '>=1.2',
} as const satisfies Record<'Node' | 'git' | PackageManagerName, string>

/** The problem with Node, if there is one. */
export function nodeProblem(version: string): AppError | undefined {
  if (satisfies(version, supported.Node)) return undefined
  const fix = 'Install a newer version from https://nodejs.org and run the command again.'
  return errors.toolTooOld('Node', { version, needed: supported.Node }, fix)
}

/** The problem with git, if there is one and git is not disabled. */
export function gitProblem(facts: Facts, wishes: Wishes): AppError | undefined {
  if (wishes.git === false) return undefined
  return toolProblem('git', facts.git, 'or add --no-git.')
}

/**
 * The problem with the chosen package manager, if there is one.
 * @param sign of the template, if it has decided.
 */
export function packageManagerProblem(
  { packageManager: found }: Facts,
  wishes: Wishes,
  asked: PackageManager,
  sign?: Sign,
): AppError | undefined {
  if (sign) return signedProblem(sign, { asked, found, wishes })
  if (!wishes.install) return pinProblem(asked, found)
  // The Dockerfile and the workflow need the version, and only the package manager itself knows it.
  const pin =
    asked.name === 'npm' || asked.version !== '' ? '' : ` and --pm ${asked.name}@<version>`
  const otherwise = `choose another with --pm, or add --no-install${pin}.`
  return toolProblem(asked.name, found, otherwise) ?? yarnProblem(asked, found)
}

/** A template that decides needs no version where nothing is installed, and may bring its Yarn. */
function signedProblem(
  sign: Sign,
  { asked, found, wishes }: { asked: PackageManager; found: string | undefined; wishes: Wishes },
): AppError | undefined {
  if (!wishes.install) return undefined
  const why = reasonOfSign(sign)
  const other = sign.name === 'npm' ? 'another --pm' : '--pm npm'
  const missing = isMadeWith(sign, found)
    ? undefined
    : toolProblem(asked.name, found, `use ${other}, or add --no-install.`, why)
  if (missing || sign.brings || found === undefined) return missing
  if (!isOther(sign, { name: asked.name, version: found })) return yarnProblem(asked, found)
  const wanted = sign.version === '' ? yarnNames[sign.yarn ?? 'berry'] : `yarn@${sign.version}`
  return errors.otherYarn(wanted, found, why)
}

const yarnNames = { classic: 'Yarn 1', berry: 'Yarn 2 or later' } as const

/** The problem with the package manager of an existing project, which can no longer be changed. */
export function recordedPackageManagerProblem(
  { packageManager: found }: Facts,
  wishes: Wishes,
  recorded: PackageManager,
  sign?: Sign,
): AppError | undefined {
  if (!wishes.install) return undefined
  const own = sign && !isOther(sign, recorded) ? sign : undefined
  const missing = isMadeWith(own, found)
    ? undefined
    : toolProblem(recorded.name, found, 'or add --no-install.')
  return missing ?? (own?.brings ? undefined : yarnProblem(recorded, found))
}

/** Whether a template was made with the version that runs, so that the install works with it, however old it is. */
function isMadeWith(sign: Sign | undefined, found: string | undefined): boolean {
  return sign !== undefined && sign.name !== 'npm' && sign.version !== '' && sign.version === found
}

/** The setup of pnpm, Yarn and Bun reads the pinned version, even without an installation. */
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
  why?: string,
): AppError | undefined {
  if (version === undefined) return errors.toolMissing(tool, `Install it, ${otherwise}`, why)
  const needed = supported[tool]
  if (satisfies(version, needed)) return undefined
  return errors.toolTooOld(tool, { version, needed, why }, `Install a newer version, ${otherwise}`)
}
