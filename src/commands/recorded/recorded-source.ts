import { join } from 'node:path'
import { type Catalog, listTemplates } from '../../blueprints/catalog.ts'
import { type AppError, errors } from '../../errors/errors.ts'
import type { CreateFlags } from '../../flags/flags.ts'
import type { IO } from '../../io.ts'
import { isFetched } from '../../model/blueprint.ts'
import {
  askedAgain,
  createWith,
  type FoundRecord,
  type RecordedName,
  recordedTemplate,
  recordPath,
} from '../../model/record.ts'
import {
  demand,
  isPinned,
  otherVersionOf,
  parseSource,
  printSource,
  type Source,
} from '../../model/source.ts'
import type { Warning } from '../../model/warning.ts'
import type { Target } from '../../plan/target.ts'
import { givenTemplate } from '../../prompts/choose.ts'

/** What the template of a record is loaded with. */
export type Choosing = {
  /** The command, for what a person should type. */
  readonly command: string
  readonly catalog: Catalog
  readonly cwd: string
  readonly io: IO
  readonly report: { warn(warning: Warning): void; aside(text: string): void }
  readonly signal: AbortSignal
  /** The project. */
  readonly target: Target
}

/** The flags that choose a template for a project that exists. */
export type SourceFlags = CreateFlags & {
  /** The version to go to: of a package, a ref of a repository, or another address. */
  readonly to?: string | undefined
}

/** Refuses a record whose template create-app would not look up, before anything is fetched. */
export function requireNamed(record: FoundRecord, flags: CreateFlags, choosing: Choosing): void {
  const recorded = templateIn(record, choosing)
  if (isOfFolder(record)) givenFolder(recorded, flags, choosing)
}

/** The template that a record names, as `--template` takes it. A person names only a folder, because no record can. */
export async function templateAgain(
  record: FoundRecord,
  flags: CreateFlags,
  choosing: Choosing,
): Promise<string> {
  const recorded = templateIn(record, choosing)
  if (isOfFolder(record)) return givenFolder(recorded, flags, choosing)
  if (flags.template !== undefined) throw errors.notTaken('--template', choosing.command)
  if (isFetched(recorded.source)) return askedAgain(recorded)
  const known = await listTemplates(choosing.catalog)
  if (known.some(({ id }) => id === recorded.id)) return recorded.id
  throw badRecord(choosing, `there is no template "${recorded.id}".`)
}

/** The newest version of the template that a record names, or the one that `--to` asks for. */
export function templateNow(record: FoundRecord, flags: SourceFlags, choosing: Choosing): string {
  const { to } = flags
  const recorded = templateIn(record, choosing)
  if (isOfFolder(record)) {
    if (to !== undefined)
      throw errors.flagsDisagree('--to', '--template', 'a folder has one version.')
    return givenFolder(recorded, flags, choosing)
  }
  if (flags.template !== undefined) throw errors.notTaken('--template', choosing.command)
  if (isFetched(recorded.source)) return fetchedNow(pinnedIn(recorded, choosing), to)
  if (to !== undefined && to !== choosing.catalog.version) throw otherRelease(to, choosing)
  return recorded.id
}

/** Checks the name that a record has for its template. Only what create-app itself writes is looked up. */
function templateIn(record: FoundRecord, choosing: Choosing): RecordedName {
  const recorded = recordedTemplate(record)
  if (recorded === undefined) throw badRecord(choosing, 'it names no template.')
  if (isFetched(recorded.source)) pinnedIn(recorded, choosing)
  // Anything else would be looked up as a folder, or fetched.
  else if (!isOfFolder(record) && !/^\w[\w-]*$/.test(recorded.id)) {
    throw badRecord(choosing, `"${recorded.id}" is not the id of a template.`)
  }
  return recorded
}

/** Whether the template of a record is a local folder, whose path the record does not have. */
export function isOfFolder(record: FoundRecord): boolean {
  return recordedTemplate(record)?.source.startsWith('file:') ?? false
}

/** A fetched template is fetched again only if the record fixes its content. */
function pinnedIn(recorded: RecordedName, choosing: Choosing): Source {
  const asked = askedAgain(recorded)
  const source = parseSource(asked)
  if (source && isPinned(source)) return source
  const problem =
    source === undefined
      ? 'is no source of a template'
      : 'is not pinned, so its content may have changed'
  throw badRecord(choosing, `"${asked}" ${problem}.`)
}

function givenFolder(recorded: RecordedName, flags: CreateFlags, choosing: Choosing): string {
  const given = givenTemplate(flags, choosing)
  if (given !== undefined) return given
  throw errors.templateElsewhere(fileOf(choosing), recorded.id)
}

function fetchedNow(source: Source, to: string | undefined): string {
  const other = otherVersionOf(source, to)
  if (other) return demand(printSource(other), other.integrity)
  throw errors.badFlagValue('--to', to ?? '', versions[source.kind])
}

const versions = {
  host: 'a branch, a tag or a commit',
  package: 'a version, a range or a tag',
  tarball: 'the address of a tarball: https://….tar.gz',
} as const

/** The templates of another release come with that release. */
function otherRelease(to: string, { catalog, command, target }: Choosing): AppError {
  const args = [command, ...(target.shown === '.' ? [] : [target.shown])]
  return errors.otherRelease(catalog.version, createWith({ createApp: to }, args))
}

export function badRecord(choosing: Choosing, problem: string, cause?: unknown): AppError {
  return errors.badRecord(fileOf(choosing), problem, cause)
}

function fileOf({ target }: Choosing): string {
  return join(target.shown, recordPath)
}
