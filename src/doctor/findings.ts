import { incompleteCode } from '../compose/incomplete-warnings.ts'
import { AppError, errors } from '../errors/errors.ts'
import type { ExitCode } from '../errors/exit-codes.ts'
import type { PackageManager } from '../model/package-manager.ts'
import { printBytes } from '../model/tree.ts'
import type { Warning } from '../model/warning.ts'
import { otherNodeCode } from '../packages/engines.ts'
import { otherManagerCode } from '../packages/other-commands.ts'
import type { Sign } from '../packages/signs.ts'
import type { Facts } from '../plan/facts.ts'
import { gitWarning } from '../plan/plan-tasks.ts'
import { leftoversWarning, type Target } from '../plan/target.ts'
import type { Wishes } from '../plan/wishes.ts'
import type { OwnDatabase } from './database.ts'
import { hasDatabase, type Machine, type Needs, nameOf } from './machine.ts'
import { gitProblem, nodeProblem, packageManagerProblem } from './tools.ts'

/** The result of one check. A problem would make `create` fail with the exit code. */
export type Finding = {
  readonly id: CheckId
  readonly status: 'ok' | 'warning' | 'problem' | 'skipped'
  readonly message: string
  readonly fix?: string
  readonly code?: string
  readonly exitCode?: ExitCode
}

export type CheckId = keyof typeof checks

/** The input of the checks; an error stands for what could not be read. */
export type Subject = {
  readonly facts: Facts
  readonly machine: Machine
  readonly needs: Needs
  readonly wishes: Wishes
  readonly packageManager: PackageManager
  /** What shows the template's package manager, if it has decided. */
  readonly sign?: Sign | undefined
  readonly rehearsal: Rehearsal
  readonly template: string | AppError
  /** undefined when no folder was given. */
  readonly target: Target | AppError | undefined
}

/** What planning the project says without a word of the machine: it would stop a creation, or is a warning of it. */
export type Rehearsal = {
  readonly warnings: readonly Warning[]
  /** Why there can be no plan. */
  readonly unplanned?: AppError
  /** Why the package manager would refuse the running Node, or itself. */
  readonly refusal?: AppError | undefined
}

type Verdict = Omit<Finding, 'id'>

/** Runs the checks in the order in which creating a project would need them. Pure. */
export function judge(subject: Subject): readonly Finding[] {
  return Object.entries(checks).map(([id, check]) => ({ id: id as CheckId, ...check(subject) }))
}

const checks = {
  node: ({ machine, rehearsal }: Subject) =>
    problem(nodeProblem(machine.node)) ??
    problem(refusalOf(rehearsal, otherNodeCode)) ??
    planned(rehearsal, [otherNodeCode]) ??
    ok(`Node ${machine.node}`),
  target: ({ target }: Subject) => {
    if (target === undefined) return skipped('no folder was given')
    if (target instanceof AppError) return failed(target)
    const leftovers = leftoversWarning(target)
    if (leftovers) return warned(leftovers)
    return ok(
      target.state === 'missing'
        ? `${target.shown} does not exist yet`
        : `${target.shown} can be used`,
    )
  },
  template: ({ template, rehearsal }: Subject) =>
    template instanceof AppError
      ? failed(template)
      : (problem(rehearsal.unplanned) ?? planned(rehearsal, ofTemplate) ?? ok(template)),
  git: ({ facts, wishes }: Subject) =>
    wishes.git === false
      ? skipped('--no-git')
      : (problem(gitProblem(facts, wishes)) ?? ok(`git ${facts.git}`)),
  commit: ({ facts, wishes }: Subject) => {
    if (wishes.git === false) return skipped('--no-git')
    if (facts.git === undefined) return skipped('git is missing')
    const warning = gitWarning(facts, wishes)
    return warning ? warned(warning) : ok('user.name and user.email are set')
  },
  'package-manager': ({ facts, wishes, packageManager, sign, rehearsal }: Subject) =>
    problem(packageManagerProblem(facts, wishes, packageManager, sign)) ??
    problem(refusalOf(rehearsal, otherVersionCode)) ??
    planned(rehearsal, [otherVersionCode]) ??
    (wishes.install
      ? ok(`${packageManager.name} ${facts.packageManager}`)
      : skipped('--no-install')),
  cache: judgeCache,
  registry: judgeRegistry,
  disk: judgeDisk,
  database: judgeDatabase,
  port: judgePort,
} satisfies Record<string, (subject: Subject) => Verdict>

const otherVersionCode = 'OTHER_VERSION'

/** The warnings of a plan that are about the template's files. */
const ofTemplate = [otherManagerCode, 'UNRESOLVED_VERSION', incompleteCode]

function judgeCache({ machine: { cache }, wishes, packageManager, facts }: Subject): Verdict {
  if (!wishes.install) return skipped('--no-install')
  if (facts.packageManager === undefined) return skipped('the package manager is missing')
  if (cache === undefined) return skipped('the package manager needs no folder of its own')
  const { folder, denied } = cache
  if (denied === undefined) return ok(`${folder} can be written`)
  return failed(errors.packageCacheNotWritable(packageManager.name, folder, denied))
}

function judgeRegistry({ machine: { registry }, wishes, facts }: Subject): Verdict {
  if (!wishes.install) return skipped('--no-install')
  if (wishes.network === 'offline') return skipped('--offline')
  if (facts.packageManager === undefined) return skipped('the package manager is missing')
  if (registry === undefined) return skipped('the package manager reports no registry')
  if (registry.problem === undefined) return ok(`${registry.registry} answers`)
  const error = errors.registryUnreachable(registry.registry, registry.problem)
  // The packages may be in the cache.
  return wishes.network === 'prefer-offline' ? warned(error) : failed(error)
}

function judgeDisk({ machine: { disk }, needs, target }: Subject): Verdict {
  if (disk.denied !== undefined) {
    const where = target === undefined || target instanceof AppError ? 'this folder' : target.shown
    return failed(errors.writeFailed(where, disk.denied, undefined))
  }
  if (disk.free === undefined) return skipped('the system does not report the free space')
  const [free, needed] = [printBytes(disk.free), printBytes(needs.space)]
  if (disk.free < needs.space) return failed(errors.diskFull(free, needed))
  return ok(`${free} free, about ${needed} needed`)
}

function judgeDatabase({ machine: { platform, ownDatabase }, needs, wishes }: Subject): Verdict {
  if (!needs.database) return skipped('the template uses none')
  const error = ownDatabase
    ? ownDatabaseProblem(ownDatabase)
    : hasDatabase(platform)
      ? undefined
      : errors.noDatabase(nameOf(platform))
  if (error === undefined) {
    const own = ownDatabase && `the tests run on ${ownDatabase.server}, which DATABASE_URL names`
    return ok(own ?? `a private PostgreSQL for ${nameOf(platform)}`)
  }
  return wishes.install && wishes.verify !== false ? failed(error) : warned(error)
}

function ownDatabaseProblem({ server, problem }: OwnDatabase): AppError | undefined {
  if (server === undefined) return errors.databaseUnusable()
  return problem === undefined ? undefined : errors.databaseUnreachable(server, problem)
}

function judgePort({ machine: { port }, needs }: Subject): Verdict {
  if (!needs.port) return skipped('the template starts no server')
  if (!port.taken) return ok(`${port.number} is free`)
  return warned({
    code: 'PORT_TAKEN',
    message: `Another program is using port ${port.number}.`,
    fix: `Start the project on another port, for example with PORT=${port.number + 1}.`,
  })
}

function refusalOf({ refusal }: Rehearsal, code: string): AppError | undefined {
  return refusal?.code === code ? refusal : undefined
}

/** The warnings of the plan with some codes, as one. */
function planned({ warnings }: Rehearsal, codes: readonly string[]): Verdict | undefined {
  const found = warnings.filter(({ code }) => codes.includes(code))
  const [first] = found
  if (first === undefined) return undefined
  const said = (part: 'message' | 'fix') => found.map((warning) => warning[part]).join(' ')
  return warned({ ...first, message: said('message'), fix: said('fix') })
}

function ok(message: string): Verdict {
  return { status: 'ok', message }
}

function skipped(message: string): Verdict {
  return { status: 'skipped', message }
}

function warned({ code, message, fix }: Warning): Verdict {
  return { status: 'warning', code, message, fix }
}

function failed({ code, message, fix, exitCode }: AppError): Verdict {
  return { status: 'problem', code, message, fix, exitCode }
}

function problem(error: AppError | undefined): Verdict | undefined {
  return error && failed(error)
}
