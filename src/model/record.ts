import { printJson } from '../edits/json/json.ts'
import {
  type Blueprint,
  type BlueprintKind,
  type BlueprintSource,
  isFetched,
  questionsOf,
} from './blueprint.ts'
import { printCommand } from './command.ts'
import type { Names } from './names.ts'
import { type Answers, packageManagerQuestion } from './question.ts'
import { demand } from './source.ts'

export { isRecord, recordPath } from './tree.ts'

export const recordSchema = 'create-app/record@1'

/** How a project was created: its blueprints, in the order in which they were applied, and their answers. */
export type ProjectRecord = {
  readonly schema: typeof recordSchema
  readonly createApp: string
  readonly blueprints: readonly RecordedBlueprint[]
}

export type RecordedBlueprint = {
  readonly kind: BlueprintKind
  readonly id: string
  readonly version: string
  readonly source: BlueprintSource
  /** `sha512-<base64>` of the tarball, where the source alone does not determine the content. */
  readonly integrity?: string | undefined
  /** The folder of a part. */
  readonly into?: string | undefined
  /**
   * See `hashTree`. Only the template that was asked for has it, and `kept`. No record of 3.0.0 from before its release
   * has it.
   */
  readonly treeHash?: string | undefined
  /** Files that were there before the project, and that creation kept in place of its own. */
  readonly kept?: readonly string[] | undefined
  readonly answers: Answers
}

/** A record as read from disk, not yet compared with the blueprints that it names. */
export type FoundRecord = {
  readonly createApp: string
  /** The entries of the kinds that this version knows. */
  readonly blueprints: readonly RecordedBlueprint[]
  /** The whole record as JSON, with the keys and entries that this version does not know. */
  readonly whole: WholeRecord
}

export type WholeRecord = Readonly<Record<string, unknown>>

/** Says whether this version knows what an entry of this kind means. */
export function isKnownKind(kind: unknown): kind is 'template' | 'layer' {
  return kind === 'template' || kind === 'layer'
}

/** The template that a record names. */
export function recordedTemplate({ blueprints }: Pick<FoundRecord, 'blueprints'>) {
  return blueprints.findLast(({ kind }) => kind === 'template')
}

/** The `--template` value for a recorded template. For a local folder it is only the id, because the path is not recorded. */
export function askedAgain({ id, source, integrity }: RecordedName): string {
  return isFetched(source) ? demand(source, integrity) : id
}

export type RecordedName = Pick<FoundRecord['blueprints'][number], 'id' | 'source' | 'integrity'>

/** The command line that runs the create-app that made a record, for a POSIX shell. */
export function createWith(
  { createApp }: Pick<FoundRecord, 'createApp'>,
  args: readonly string[],
): string {
  // npm passes words on by itself, and flags only after two dashes.
  const dashes = args.some((arg) => arg.startsWith('-')) ? ['--'] : []
  return printCommand({ file: 'npm', args: ['create', `app@${createApp}`, ...dashes, ...args] })
}

/** What a project is called, and the answers to the questions of its template. */
export type RecordedChoice = {
  readonly packageName: string | undefined
  readonly title: string | undefined
  readonly answers: Answers
}

/** The names and the answers of a record. The names are in the entry of the template, and in no other. */
export function choiceIn(record: Pick<FoundRecord, 'blueprints'>): RecordedChoice {
  const { name, title } = recordedTemplate(record)?.answers ?? {}
  const all = record.blueprints.map(({ answers: { name: _, title: __, ...asked } }) => asked)
  return { packageName: name, title, answers: Object.assign({}, ...all) }
}

/**
 * Builds the record. The answers of the template also contain the names and the package manager, which the
 * tree depends on although no blueprint asks for them.
 */
export function recordOf(
  blueprints: readonly Blueprint[],
  choice: {
    readonly answers: Answers
    readonly names: Names
    readonly createApp: string
    readonly treeHash: string
    readonly kept: readonly string[]
  },
): ProjectRecord {
  const { answers, names, treeHash, kept } = choice
  const isAsked = questionsOf(blueprints).some(({ id }) => id === packageManagerQuestion)
  const pm = isAsked ? undefined : answers[packageManagerQuestion]
  const unasked = {
    name: names.packageName,
    title: names.title,
    ...(pm === undefined ? {} : { pm }),
  }
  const made = { treeHash, ...(kept.length === 0 ? {} : { kept }) }
  return {
    schema: recordSchema,
    createApp: choice.createApp,
    blueprints: blueprints.map(({ kind, id, version, source, integrity, manifest, place }) => {
      const asked = manifest.questions.flatMap((question): [string, string][] => {
        const answer = answers[question.id]
        return answer === undefined ? [] : [[question.id, answer]]
      })
      const isWhole = kind === 'template' && !place
      return {
        ...{ kind, id, version, source },
        ...(integrity !== undefined && { integrity }),
        ...(place && { into: place.into }),
        ...(isWhole && made),
        answers: { ...(isWhole ? unasked : {}), ...Object.fromEntries(asked) },
      }
    }),
  }
}

export function printRecord(record: ProjectRecord | WholeRecord): string {
  return printJson(record)
}

/** A record in place of an older one. What this version does not know of the older one is kept. */
export function renewRecord({ whole }: FoundRecord, record: ProjectRecord): WholeRecord {
  const old = Array.isArray(whole.blueprints) ? whole.blueprints.filter(isObject) : []
  const known = record.blueprints.map((entry) => {
    return renewEntry(old.find((other) => isSameEntry(other, entry)) ?? {}, entry)
  })
  const blueprints = [...old.entries()].reduce<readonly WholeRecord[]>(
    (entries, [index, entry]) =>
      isKnownKind(entry.kind) ? entries : entries.toSpliced(index, 0, entry),
    known,
  )
  return { ...whole, ...record, blueprints }
}

function isSameEntry(old: WholeRecord, { kind, id, into }: RecordedBlueprint): boolean {
  return old.kind === kind && old.id === id && old.into === into
}

function renewEntry(old: WholeRecord, entry: RecordedBlueprint): WholeRecord {
  const isGone = (key: string) => optionalKeys.includes(key) && !(key in entry)
  return Object.fromEntries(Object.entries({ ...old, ...entry }).filter(([key]) => !isGone(key)))
}

const optionalKeys = ['integrity', 'into', 'treeHash', 'kept']

function isObject(value: unknown): value is WholeRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
