import { relative, resolve, sep } from 'node:path'
import { builtInAddons, loadAddon } from '../blueprints/addons/load-addon.ts'
import { chosenBlueprints } from '../compose/lay-blueprint.ts'
import { errors } from '../errors/errors.ts'
import type { CreateFlags, Flags } from '../flags/flags.ts'
import { type Blueprint, questionsOf } from '../model/blueprint.ts'
import type { Addon } from '../model/generated/addon.ts'
import { namesOf } from '../model/names.ts'
import { type Answers, isOptional, onOf } from '../model/question.ts'
import type { Tree } from '../model/tree.ts'
import { composeProject, type ProjectInput } from '../plan/tree/compose-project.ts'
import { assertBeside, placesFor, templateAgainst } from '../plan/tree/place-addon.ts'
import { wishesOf } from '../plan/wishes.ts'
import type { Session } from './session.ts'

/** Loads add-ons that a person named. Optional parts of the template are none. */
export async function loadNamed(
  names: readonly string[],
  blueprints: readonly Blueprint[],
  { flags, session }: { readonly flags: Flags; readonly session: Session },
): Promise<readonly Addon[]> {
  const { catalog, cwd, io, report, signal } = session
  const fetching = { env: io.env, cwd, network: wishesOf(flags).network, signal, report }
  const optional = questionsOf(blueprints).filter(isOptional)
  const named = names.filter((name) => !optional.some(({ id }) => id === name))
  const loaded = named.map(async (name): Promise<Addon> => {
    const addon = await loadAddon(name, { catalog, cwd, fetching })
    const path = resolve(cwd, name.replace(/^file:/, ''))
    return addon.source.startsWith('file:') ? { ...addon, source: `file:${path}` } : addon
  })
  return Promise.all(loaded)
}

/** An add-on whose folder is named from that of the project, because a record has no path of a machine. */
export function fromProject(addon: Addon, dir: string): Addon {
  if (!addon.source.startsWith('file:')) return addon
  const path = relative(dir, addon.source.slice('file:'.length)).split(sep).join('/')
  return { ...addon, source: `file:${path.startsWith('.') ? path : `./${path}`}` }
}

/** The answers, as `--set` takes them, that add the optional parts of a template among some names. */
export function setFor(
  names: readonly string[],
  blueprints: readonly Blueprint[],
  { set = [] }: Pick<CreateFlags, 'set'>,
): readonly string[] {
  const added = questionsOf(blueprints).filter((one) => isOptional(one) && names.includes(one.id))
  const open = added.filter(({ id }) => !set.some((pair) => pair.startsWith(`${id}=`)))
  return [...set, ...open.map((one) => `${one.id}=${onOf(one)}`)]
}

/**
 * The add-ons in the packages of a new project that they fit: its root, or the only one.
 * @throws AppError where none fits, or more than one does.
 */
export function placeAddons(
  addons: readonly Addon[],
  dir: string,
  input: ProjectInput,
): readonly Addon[] {
  if (addons.length === 0) return []
  assertBeside(addons, { blueprints: chosenBlueprints(input.blueprints, input.answers) })
  return placedIn(addons, (placed) => composeProject({ ...input, addons: placed }).files).map(
    (addon) => fromProject(addon, dir),
  )
}

/**
 * Add-ons in the packages that they fit: the root of a project, or the only one. One may need what another brings.
 * @param made the files of the project with some of them.
 */
function placedIn(
  addons: readonly Addon[],
  made: (placed: readonly Addon[]) => Tree,
): readonly Addon[] {
  const placed: Addon[] = []
  for (let open = addons; open.length > 0; ) {
    const tree = made(placed)
    const fitting = open.filter((addon) => placesFor(addon, tree).length > 0)
    const [unfit] = open
    if (fitting.length === 0 && unfit) throw errors.addonUnfit(unfit.id)
    placed.push(...fitting.map((addon) => inOnlyPlace(addon, placesFor(addon, tree))))
    open = open.filter((addon) => !fitting.includes(addon))
  }
  return placed
}

function inOnlyPlace(addon: Addon, [first = '', ...others]: readonly string[]): Addon {
  if (first === '') return addon
  if (others.length > 0) throw errors.severalPlaces(addon.id, [first, ...others])
  return { ...addon, place: { into: first } }
}

/** The built-in add-ons that fit what a template makes of some answers. */
export async function addonsFor(
  blueprints: readonly Blueprint[],
  answers: Answers,
  { catalog }: Pick<Session, 'catalog'>,
): Promise<readonly OfferedAddon[]> {
  const { files } = composeProject({
    ...{ blueprints, answers, names: namesOf('my-app') },
    ...{ createApp: catalog.version, present: new Set(), random: () => 'a-secret' },
  })
  const addons = await builtInAddons(catalog)
  const chosen = chosenBlueprints(blueprints, answers)
  const fitting = addons.filter((addon) => {
    if (templateAgainst(addon, chosen) !== undefined) return false
    const places = placesFor(addon, files)
    return places.includes('') || places.length === 1
  })
  return fitting.map(({ id, manifest: { title, description } }) => ({ id, title, description }))
}

type OfferedAddon = { readonly id: string; readonly title: string; readonly description: string }
