import type { Catalog } from '../../blueprints/catalog.ts'
import { releasedCatalog } from '../../blueprints/released.ts'
import { AppError } from '../../errors/errors.ts'
import { exitCodes } from '../../errors/exit-codes.ts'
import type { AddonEntry, FoundProject } from '../../model/generated/addon.ts'
import { printRecord, recordedTemplate, recordPath } from '../../model/record.ts'
import type { Tree } from '../../model/tree.ts'
import type { Warning } from '../../model/warning.ts'
import { composeProject } from '../../plan/tree/compose-project.ts'
import { chooseAgain } from './recorded-choice.ts'
import { fetchingFor } from './recorded-fetching.ts'
import { type Choosing, isOfFolder, requireNamed, type SourceFlags } from './recorded-source.ts'

/** The files that a project was created with, or why nobody knows them. */
export type Base =
  | {
      /** The secrets in it have other values. The record in it is the project's own, as it is now. */
      readonly tree: Tree
      /** The add-ons with all that they would add to files. */
      readonly addons: readonly AddonEntry[]
      /** Set when nothing shows whether these are the files. */
      readonly doubt: Warning | undefined
    }
  | { readonly tree: undefined; readonly problem: Warning }

/**
 * Rebuilds the files that a project was created with, from the templates that its record names. The running create-app
 * renders them, so nothing of another release is run. The hash in the record says whether they are the same.
 * @throws AppError for a record that create-app did not write, and for a network that fails.
 */
export async function rebuildBase(
  record: FoundProject,
  flags: SourceFlags,
  rebuilding: Choosing,
): Promise<Base> {
  const { catalog } = rebuilding
  requireNamed(record, flags, rebuilding)
  const released = () => {
    return releasedCatalog(record.createApp, fetchingFor('', flags, rebuilding))
  }
  const baseIn = (open: () => Promise<Catalog>) => baseFrom(open, record, { flags, rebuilding })
  const usesOurs = record.blueprints.some(({ source }) => source === 'builtin')
  if (usesOurs && record.createApp !== catalog.version) return baseIn(released)
  const base = await baseIn(async () => catalog)
  if (base.tree || !usesOurs) return base
  // A checkout, or a version that is not released yet, may have other templates than the release of that version.
  const other = await baseIn(released).catch((error) => {
    if (error instanceof AppError) return base
    throw error
  })
  return other.tree ? other : base
}

type RebuildSettings = { readonly flags: SourceFlags; readonly rebuilding: Choosing }

async function baseFrom(
  open: () => Promise<Catalog>,
  record: FoundProject,
  settings: RebuildSettings,
): Promise<Base> {
  try {
    return compared(record, await render(record, { ...settings, catalog: await open() }))
  } catch (error) {
    if (!(error instanceof AppError) || !isGone(error)) throw error
    return { tree: undefined, problem: unavailable(error) }
  }
}

/** Whether the template is not what the record says. A network that fails may work again. */
function isGone({ exitCode }: AppError): boolean {
  return exitCode === exitCodes.template || exitCode === exitCodes.usage
}

type Rendered = {
  readonly tree: Tree
  readonly addons: readonly AddonEntry[]
  /** Of what the template makes without add-ons. */
  readonly treeHash: string | undefined
  /** An add-on that is another one than the record says. */
  readonly other: AddonEntry | undefined
}

async function render(
  record: FoundProject,
  { flags, rebuilding, catalog }: RebuildSettings & { readonly catalog: Catalog },
): Promise<Rendered> {
  const chosen = await chooseAgain(record, flags, { ...rebuilding, catalog })
  const {
    files,
    record: made,
    addons,
  } = composeProject({
    ...{ ...chosen, createApp: record.createApp, present: rebuilding.target.paths },
    random: () => 'a-secret-that-is-not-written',
  })
  const own = { content: printRecord(record.whole) }
  const other = record.addons.find(({ id, into, treeHash }) => {
    const now = addons.find((one) => one.id === id && one.into === into)
    return treeHash !== now?.treeHash
  })
  const { treeHash } = recordedTemplate(made) ?? {}
  return { tree: new Map([...files, [recordPath, own]]), addons, treeHash, other }
}

function compared(record: FoundProject, { tree, addons, treeHash, other }: Rendered): Base {
  if (other) return { tree: undefined, problem: otherAddon(other) }
  const recorded = recordedTemplate(record)?.treeHash
  if (treeHash === recorded) return { tree, addons, doubt: undefined }
  // Without a hash, a folder must be taken to have changed, or there would be nothing to update.
  if (recorded === undefined && !isOfFolder(record)) return { tree, addons, doubt: unverified }
  return { tree: undefined, problem: differs(record) }
}

const unverified: Warning = {
  code: 'BASE_UNVERIFIED',
  message:
    'The record has no hash of the files that the project was created with, so create-app cannot check that it rebuilds the same ones.',
  fix: 'If a change of yours is shown as one of the template, add --two-way.',
}

const twoWay =
  'Add --two-way. It compares the project with the template as it is now: every difference is a conflict.'

function differs(record: FoundProject): Warning {
  const { id = '', source = '' } = recordedTemplate(record) ?? {}
  const template = source === 'builtin' ? `${id} of create-app ${record.createApp}` : source
  return {
    code: 'BASE_DIFFERS',
    message: `The template ${template} makes other files than those that the project was created with, so create-app cannot tell your changes from those of the template.`,
    fix: twoWay,
  }
}

function otherAddon({ id, source, version }: AddonEntry): Warning {
  const addon = source === 'builtin' ? `${id} of create-app ${version}` : source
  const isFolder = source.startsWith('file:')
  const folder = source.slice('file:'.length)
  return {
    code: 'BASE_DIFFERS',
    message: `The add-on ${addon} is not the one that was added to the project, so create-app cannot tell your changes from those of the add-on.`,
    fix: isFolder
      ? `Put ${folder} back as it was when it was added, for example with git. Or run create-app update --two-way: it takes the add-on as it is now, and every difference is a conflict.`
      : twoWay,
  }
}

function unavailable({ message }: AppError): Warning {
  return {
    code: 'BASE_UNAVAILABLE',
    message: `The files that the project was created with cannot be rebuilt: ${message}`,
    fix: twoWay,
  }
}
