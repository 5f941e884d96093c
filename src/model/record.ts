import { printJson } from '../edits/json/json.ts'
import {
  type Blueprint,
  type BlueprintKind,
  type BlueprintSource,
  isFetched,
  questionsOf,
} from './blueprint.ts'
import type { Names } from './names.ts'
import { type Answers, packageManagerQuestion } from './question.ts'
import { demand } from './source.ts'

/** The path of the record in a project. */
export const recordPath = '.create-app.json'
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
  readonly integrity?: string
  /** The folder of a part. */
  readonly into?: string
  readonly answers: Answers
}

/** A record as read from disk, not yet compared with the blueprints that it names. */
export type FoundRecord = {
  readonly createApp: string
  readonly blueprints: readonly {
    readonly kind: string
    readonly id: string
    readonly source: string
    readonly integrity?: string | undefined
    readonly answers: Answers
  }[]
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

/** All answers of a record, including the names. */
export function recordedAnswers({ blueprints }: Pick<FoundRecord, 'blueprints'>): Answers {
  return Object.assign({}, ...blueprints.map(({ answers }) => answers))
}

/**
 * Builds the record. The answers of the template also contain the names and the package manager, which the
 * tree depends on although no blueprint asks for them.
 */
export function recordOf(
  blueprints: readonly Blueprint[],
  choice: { answers: Answers; names: Names; createApp: string },
): ProjectRecord {
  const { answers, names } = choice
  const isAsked = questionsOf(blueprints).some(({ id }) => id === packageManagerQuestion)
  const pm = isAsked ? undefined : answers[packageManagerQuestion]
  const unasked = {
    name: names.packageName,
    title: names.title,
    ...(pm === undefined ? {} : { pm }),
  }
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
        answers: { ...(isWhole ? unasked : {}), ...Object.fromEntries(asked) },
      }
    }),
  }
}

export function printRecord(record: ProjectRecord): string {
  return printJson(record)
}
