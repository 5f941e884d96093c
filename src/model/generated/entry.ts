import { printJson } from '../../edits/json/json.ts'
import type { BlueprintSource } from '../blueprint.ts'
import type { ParamValues } from './generator.ts'
import type { Insertion } from './insertion.ts'

export const entrySchema = 'create-app/entry@1' as const

/** The folder of the entries in a project. */
export const entriesFolder = '.create-app/generated'

/** What was generated once: by which generator, with which answers, and what came of it. */
export type GeneratedEntry = {
  readonly schema: typeof entrySchema
  readonly createApp: string
  readonly kind: 'generator'
  readonly id: string
  readonly version: string
  readonly source: BlueprintSource
  readonly integrity?: string | undefined
  /** Of a generator of the project: the sha-256 of the file that keeps it as it was, in hex. */
  readonly kept?: string | undefined
  readonly answers: ParamValues
  /** The package of a monorepo that it is in; missing at the root. */
  readonly folder?: string | undefined
  /** The sha-256 of each file as it was made, in hex, by path. */
  readonly files: Readonly<Record<string, string>>
  /** What was added to files that were there. */
  readonly insertions: readonly Insertion[]
}

/** The path of an entry. Its name may have folders, `admin/role`, and is one segment here. */
export function entryPath(entry: Pick<GeneratedEntry, 'id' | 'answers' | 'folder'>): string {
  const at = entry.folder === undefined ? '' : `${entry.folder}:`
  return `${entriesFolder}/${entry.id}/${encodeURIComponent(at + nameOfEntry(entry))}.json`
}

/** Where a project keeps a generator as it was when something was made with it, by the sha-256 of the file. */
export function keptPath(hash: string): string {
  return `.create-app/generators/${hash}.json`
}

/** What a person called the generated thing. */
export function nameOfEntry({ answers }: Pick<GeneratedEntry, 'answers'>): string {
  return answers.name ?? ''
}

export function printEntry(entry: GeneratedEntry): string {
  return printJson(entry)
}
