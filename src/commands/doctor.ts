import { resolve } from 'node:path'
import { listTemplates } from '../blueprints/catalog.ts'
import { loadBlueprints } from '../blueprints/load.ts'
import { judge } from '../doctor/findings.ts'
import { type Needs, needsOf } from '../doctor/machine.ts'
import { AppError, catchAppError } from '../errors/errors.ts'
import type { ExitCode } from '../errors/exit-codes.ts'
import type { Asked } from '../flags/command-entry.ts'
import type { CreateFlags } from '../flags/flags.ts'
import { signalWithin } from '../io.ts'
import { type Blueprint, calledAgain, questionsOf } from '../model/blueprint.ts'
import type { PackageManager } from '../model/package-manager.ts'
import { packageManagerOf, packageManagerQuestion } from '../model/question.ts'
import { packageManagerSign, type Sign } from '../packages/signs.ts'
import { type Wishes, wishesOf } from '../plan/wishes.ts'
import { probeMachine } from '../project/machine/probe-machine.ts'
import { probe, startedBy } from '../project/probe.ts'
import { readTarget } from '../project/read-target.ts'
import { defaultDir, givenTemplate } from '../prompts/choose.ts'
import { choosesPackageManager, knownAnswers } from '../prompts/known-answers.ts'
import { exitCodeOfFindings } from '../report/exit-code.ts'
import { findingsJson, printFindings } from '../report/human/doctor-report.ts'
import { pageOf } from '../report/human/page.ts'
import { withAnswers } from './answers-file.ts'
import { rehearse } from './rehearse.ts'
import type { Session } from './session.ts'

/** Milliseconds for all questions to the machine. */
const patience = 10_000

/** Reports what would stop a creation with these flags. Asks the machine, and leaves nothing behind. */
export async function doctor(asked: Asked<'[dir]'>, session: Session): Promise<ExitCode> {
  const flags = await withAnswers({ ...asked.flags, ...asked.words }, session)
  const { io, catalog, cwd } = session
  const signal = signalWithin(session.signal, patience)
  const wishes = wishesOf(flags)
  const [first] = await listTemplates(catalog)
  const template = givenTemplate(flags, session) ?? first?.id ?? ''
  const read = await catchAppError(readTemplate(template, wishes, { ...session, signal }))
  const { blueprints, needs } = read instanceof AppError ? nothing : read
  const sign = choosesPackageManager(flags) ? undefined : packageManagerSign(blueprints)
  const packageManager = choosePackageManager(flags, blueprints, { session, sign })
  const typed = flags.dir ?? (flags.yes ? defaultDir : undefined)
  const target =
    typed === undefined ? undefined : await catchAppError(readTarget(typed, cwd, io.cwd()))
  const place = target instanceof AppError ? cwd : resolve(cwd, typed ?? defaultDir)
  const facts = await probe(io, { dir: place, packageManager, signal })
  const version = facts.packageManager
  const installs = version !== undefined && wishes.install
  const machine = await probeMachine(io, {
    dir: place,
    packageManager: installs ? { name: packageManager.name, version } : undefined,
    asksRegistry: wishes.network !== 'offline',
    needed: needs.package,
    usesDatabase: needs.database,
    signal,
  })
  const rehearsing = { ...session, signal, dir: place, facts, packageManager }
  const rehearsal = await rehearse(blueprints, flags, rehearsing)
  session.signal.throwIfAborted()
  const findings = judge({
    rehearsal,
    sign,
    facts,
    machine,
    needs,
    wishes,
    packageManager,
    template: read instanceof AppError ? read : calledAgain(template, blueprints),
    target,
  })
  const page = pageOf(io.env, io.stdout)
  io.stdout.write(flags.json ? findingsJson(findings) : printFindings(findings, page))
  return exitCodeOfFindings(findings)
}

type Template = { readonly blueprints: readonly Blueprint[]; readonly needs: Needs }

const nothing: Template = { blueprints: [], needs: needsOf([], false) }

async function readTemplate(
  template: string,
  wishes: Wishes,
  { catalog, cwd, io, report, signal }: Session,
): Promise<Template> {
  const fetching = { env: io.env, cwd, network: wishes.network, signal, report }
  const blueprints = await loadBlueprints(template, catalog, cwd, fetching)
  return { blueprints, needs: needsOf(blueprints, wishes.install) }
}

/** The package manager is chosen as `create` chooses it; no other question matters here. */
function choosePackageManager(
  flags: CreateFlags,
  blueprints: readonly Blueprint[],
  { session, sign }: { readonly session: Session; readonly sign: Sign | undefined },
): PackageManager {
  const set = flags.set?.filter((pair) => pair.startsWith(`${packageManagerQuestion}=`))
  const questions = questionsOf(blueprints).filter(({ id }) => id === packageManagerQuestion)
  const machine = { startedBy: startedBy(session.io.env), uses: sign }
  return packageManagerOf(knownAnswers(questions, { ...flags, set }, machine))
}
