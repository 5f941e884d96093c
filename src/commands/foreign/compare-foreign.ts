import { basename } from 'node:path'
import { diff } from '../../compose/diff.ts'
import { readFields } from '../../edits/json/json.ts'
import { errors } from '../../errors/errors.ts'
import { questionsOf } from '../../model/blueprint.ts'
import { type Addon, type AddonEntry, addonPath, answersOf } from '../../model/generated/addon.ts'
import { namesOf } from '../../model/names.ts'
import { type PackageManagerName, printPackageManager } from '../../model/package-manager.ts'
import { type Answers, packageManagerQuestion } from '../../model/question.ts'
import { recordSchema } from '../../model/record.ts'
import type { Tree } from '../../model/tree.ts'
import type { Warning } from '../../model/warning.ts'
import type { Plan } from '../../plan/plan.ts'
import { addonsAfter, touchedBy } from '../../plan/tree/change-addons.ts'
import { composeProject } from '../../plan/tree/compose-project.ts'
import { settled } from '../../plan/tree/place-addon.ts'
import { withEntries } from '../../plan/tree/with-entries.ts'
import { mergeFiles } from '../../project/existing/merge-texts.ts'
import { readEntries } from '../../project/existing/read-entries.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import { readRepositoryOf } from '../../project/existing/repository.ts'
import { probe } from '../../project/probe.ts'
import type { ComparedProject, CompareFlags } from '../compared/compare-project.ts'
import type { OpenedProject } from '../recorded/open-recorded.ts'
import { answersNow, type Planning } from '../recorded/plan-next.ts'
import { addonsWanted, loadAddonsAgain } from '../recorded/recorded-addons.ts'
import { assertMergeable } from './assert-mergeable.ts'
import { foreignSides } from './foreign-sides.ts'
import { hadBefore, hadOf, overHad } from './had-before.ts'

type ComparingForeign = Omit<Planning, 'target'> & {
  readonly packageManager: PackageManagerName
}

/** Compares a project that no template made with what its add-ons made, and with what others would make. */
export async function compareForeign(
  { target, record, leftovers }: OpenedProject,
  flags: CompareFlags,
  comparing: ComparingForeign,
): Promise<ComparedProject> {
  const { catalog, io, signal } = comparing
  const planning = { ...comparing, target }
  const packageManager = { name: comparing.packageManager, version: '' }
  const facts = await probe(io, { dir: target.dir, packageManager, signal })
  if (facts.git === undefined) throw errors.gitNeeded()
  const question = { env: io.env, scrub: facts.gitVariables, signal }
  const before = await loadAddonsAgain(record, flags, planning)
  const { addons: wanted, recorded } = await addonsWanted(record, flags, planning)
  const after = await settledHere(wanted, target.dir, leftovers)
  const { answers, notes } = await answersNow(questionsOf(after), {
    ...{ recorded, set: flags.set ?? [], planning },
  })
  const name = await packageNameIn(target.dir, leftovers)
  const names = namesOf(basename(target.dir), { packageName: name })
  const pm = { [packageManagerQuestion]: printPackageManager(packageManager) }
  const lay = (addons: readonly Addon[], all: Answers) => {
    const composed = composeProject({
      ...{ blueprints: [], addons, answers: { ...all, ...pm }, names },
      ...{ createApp: catalog.version, present: new Set(), random: comparing.random },
    })
    // A `.env` without a secret is what `.env.example` says.
    const hasSecret = addons.some(({ manifest }) => Object.keys(manifest.env).length > 0)
    const laid = [...composed.laid].filter(([, { secret }]) => !secret || hasSecret)
    return { laid: new Map(laid), addons: composed.addons }
  }
  for (const addon of after) assertMergeable(addon.id, lay([addon], answers).laid)
  const [old, now] = [lay(before, answersOf(record)), lay(after, answers)]
  const entries = await readEntries(target.dir, leftovers)
  const paths = [...old.laid.keys(), ...now.laid.keys()]
  const touched = touchedBy([...record.addons, ...now.addons])
  const { tree: disk, blocked } = await readFiles(
    target.dir,
    [...new Set([...paths, ...touched, 'package.json'])],
    leftovers,
  )
  const made = new Set(record.addons.flatMap((entry) => entry.made ?? []))
  const had = hadBefore(record.addons)
  const sides = foreignSides({ before: old.laid, after: overHad(now.laid, had), disk, made })
  const addons = {
    before: record.addons,
    after: addonsAfter(record.addons, old.addons, now.addons).map((entry) => {
      const own = lay([addonOf(entry, after)], answers).laid
      const known = record.addons.find((one) => addonPath(one) === addonPath(entry))
      const kept = known?.had ?? hadOf({ disk, laid: own, before: old.laid, had })
      const { settled = {} } = addonOf(entry, after)
      return {
        ...entry,
        ...(Object.keys(settled).length > 0 && { variants: settled }),
        made: [...own.keys()].filter((path) => made.has(path) || !disk.has(path)),
        ...(Object.keys(kept).length > 0 && { had: kept }),
      }
    }),
    others: entries.flatMap(({ insertions }) => insertions),
  }
  const trees = {
    base: withEntries(sides.base, entries, disk),
    next: withEntries(sides.next, entries, disk),
  }
  const fates = await mergeFiles(
    { ...trees, disk, moved: new Map(), blocked, force: flags.force ?? false },
    question,
  )
  return {
    ...{ target, record, leftovers, facts, notes, renames: new Map(), addons, disk, fates },
    base: { tree: trees.base, addons: old.addons, doubt: undefined },
    next: planOf(now.addons, {
      target,
      command: 'add',
      scrub: facts.gitVariables,
      tree: trees.next,
    }),
    ...{ made: trees.base, wanted: trees.next, records: new Map(), followed: disk },
    repository: await readRepositoryOf(target.dir, question),
    unresolved: [],
    warnings: [...notes, ...sides.taken.map((path) => takenWarning(path, now.laid))],
  }
}

/** Add-ons with the variants that fit what is there. Those that were added before have theirs already. */
async function settledHere(
  addons: readonly Addon[],
  dir: string,
  leftovers: OpenedProject['leftovers'],
): Promise<readonly Addon[]> {
  const paths = addons.flatMap(({ place, variants }) => {
    const at = place ? `${place.into}/` : ''
    const needs = Object.values(variants).flatMap((choices) => Object.values(choices).flat())
    const files = needs.flatMap((need) => ('file' in need ? need.file : []))
    return ['package.json', ...files].map((path) => at + path)
  })
  const { tree } = await readFiles(dir, [...new Set(paths)], leftovers)
  return addons.map((addon) => (addon.settled ? addon : settled(addon, tree)))
}

function addonOf({ id, into }: AddonEntry, addons: readonly Addon[]): Addon {
  const found = addons.find((addon) => addon.id === id && addon.place?.into === into)
  if (found === undefined) throw new Error(`There is no add-on ${id}.`)
  return found
}

/** The name in package.json, as the add-ons' own package.json would have it. */
async function packageNameIn(
  dir: string,
  leftovers: OpenedProject['leftovers'],
): Promise<string | undefined> {
  const { tree } = await readFiles(dir, ['package.json'], leftovers)
  const { name } = readFields(String(tree.get('package.json')?.content ?? '{}'))
  return typeof name === 'string' ? name : undefined
}

type NextPlan = Pick<Plan, 'target' | 'command' | 'scrub'> & { readonly tree: Tree }

/** What the add-ons would make, without a template below. */
function planOf(addons: readonly AddonEntry[], { tree, ...plan }: NextPlan): Plan {
  return {
    ...{ version: 1, ...plan, addons, changes: diff(new Map(), tree) },
    ...{ kept: [], tasks: [], warnings: [], nextSteps: [], replay: '', treeHash: '' },
    record: { schema: recordSchema, createApp: '', blueprints: [] },
  }
}

function takenWarning(path: string, laid: Tree): Warning {
  const { content = '' } = laid.get(path) ?? {}
  return {
    code: 'ADDON_FILE_THERE',
    message: `${path} is there already, so it stays as you have it.`,
    fix: `Add what it lacks by hand:\n${String(content)}`,
  }
}
