import { errors } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import type { Flags } from '../../flags/flags.ts'
import { questionsOf } from '../../model/blueprint.ts'
import { type AddonEntry, answersOf } from '../../model/generated/addon.ts'
import { type GeneratedEntry, nameOfEntry } from '../../model/generated/entry.ts'
import { isOptional, offOf } from '../../model/question.ts'
import { readEntries } from '../../project/existing/read-entries.ts'
import { entryNamed, folderTyped } from '../entries/place-generator.ts'
import { planEntryChange } from '../entries/plan-entry-change.ts'
import { type AnyProject, openAnyProject, withAddons } from '../recorded/open-any.ts'
import type { Session } from '../session.ts'
import { carryOut } from './carry-out.ts'
import { planRecordChange, templateOf } from './plan-record-change.ts'

/** Takes out of a project what a generator or add-ons added. What a person edited stays. */
export async function remove(
  { words, flags }: Asked<'<id> [name…]'>,
  session: Session,
): Promise<ExitCode> {
  session.report.open()
  const project = await openAnyProject(undefined, session)
  const entries = await readEntries(project.target.dir, project.leftovers)
  const [name, ...more] = words.name
  const isGenerated = entries.some(({ id }) => id === words.id)
  if (isGenerated && name !== undefined && more.length === 0) {
    return removeEntry({ id: words.id, name }, { project, entries, flags, session })
  }
  const ids = [words.id, ...words.name].flatMap((word) => word.split(',')).filter(Boolean)
  const known = entries.map((entry) => `${entry.id} ${nameOfEntry(entry)}`)
  return removeAddons(ids, { project, known, flags, session })
}

type RemovingEntry = {
  readonly project: AnyProject
  readonly entries: readonly GeneratedEntry[]
  readonly flags: Flags
  readonly session: Session
}

async function removeEntry(
  named: { readonly id: string; readonly name: string },
  { project, entries, flags, session }: RemovingEntry,
): Promise<ExitCode> {
  const place = { cwd: session.cwd, typed: folderTyped(flags) }
  const before = entryNamed(entries, named, { project, place })
  if (before === undefined) {
    const known = entries.map((entry) => `${entry.id} ${nameOfEntry(entry)}`)
    throw errors.noEntry(named.id, named.name, known)
  }
  const hooks = { before: [], after: [] }
  const { folder = '' } = before
  const change = { command: 'remove', project, flags, before, after: undefined } as const
  const plan = await planEntryChange(
    { ...change, entries, folder, hooks, migration: undefined, minutes: undefined },
    session,
  )
  const { id: tool, version } = before
  return carryOut(plan, { flags, foreign: undefined, tool, version }, session)
}

type RemovingAddons = {
  readonly project: AnyProject
  /** What generators made, for an error. */
  readonly known: readonly string[]
  readonly flags: Flags
  readonly session: Session
}

async function removeAddons(
  ids: readonly string[],
  { project, known, flags, session }: RemovingAddons,
): Promise<ExitCode> {
  const opened = await withAddons(project)
  const { record } = opened
  const blueprints = await templateOf(opened, { command: 'remove', flags, session })
  const optional = questionsOf(blueprints).filter(isOptional)
  const there = optional.filter(({ id }) => answersOf(record)[id] !== offOf)
  const folder = folderTyped(flags)
  const dropped = ids.flatMap((id): AddonEntry[] => {
    if (optional.some((question) => question.id === id)) return []
    const named = record.addons.filter((one) => one.id === id)
    const found = named.filter(({ into = '' }) => folder === undefined || into === folder)
    if (found.length > 1)
      throw errors.severalPackages(
        id,
        found.map(({ into = '' }) => into),
      )
    if (found.length === 1) return found
    const all = [...record.addons, ...there].map((one) => one.id)
    throw errors.noEntry(id, '', [...known, ...all])
  })
  const set = optional.flatMap(({ id }) => (ids.includes(id) ? [`${id}=${offOf}`] : []))
  const { packageManager } = project
  const change = { command: 'remove' as const, dropped, packageManager }
  const { plan, unvouched } = await planRecordChange(
    opened,
    { ...flags, dir: undefined, set },
    { change, session },
  )
  const [tool = 'remove'] = ids
  return carryOut(
    plan,
    { flags, foreign: unvouched, tool, version: session.catalog.version },
    session,
  )
}
