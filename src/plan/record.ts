import { printJson } from '../edits/json.ts'
import type { Blueprint, BlueprintKind, BlueprintSource } from './blueprint.ts'
import type { Names } from './names.ts'
import type { Answers } from './question.ts'

/** Where the record lies in a project. */
export const recordPath = '.create-app.json'
export const recordSchema = 'create-app/record@1'

/** What made a project: which blueprints, in laying order, and the answers they got. */
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
  /** The folder a part was laid into. */
  readonly into?: string
  readonly answers: Answers
}

/** A record as it was found, not yet held against the blueprints it names. */
export type FoundRecord = {
  readonly createApp: string
  readonly blueprints: readonly {
    readonly kind: string
    readonly id: string
    readonly source: string
    readonly answers: Answers
  }[]
}

/** The template that a record names. */
export function recordedTemplate({ blueprints }: Pick<FoundRecord, 'blueprints'>) {
  return blueprints.findLast(({ kind }) => kind === 'template')
}

/** Every answer of a record, the names among them. */
export function recordedAnswers({ blueprints }: Pick<FoundRecord, 'blueprints'>): Answers {
  return Object.assign({}, ...blueprints.map(({ answers }) => answers))
}

/** Records a build. The template's answers carry the names, from which the tree can be built again. */
export function recordOf(
  blueprints: readonly Blueprint[],
  choice: { answers: Answers; names: Names; createApp: string },
): ProjectRecord {
  return {
    schema: recordSchema,
    createApp: choice.createApp,
    blueprints: blueprints.map(({ kind, id, version, source, manifest, place }) => {
      const asked = manifest.questions.flatMap((question): [string, string][] => {
        const answer = choice.answers[question.id]
        return answer === undefined ? [] : [[question.id, answer]]
      })
      const names = { name: choice.names.packageName, title: choice.names.title }
      const answers = {
        ...(kind === 'template' && !place ? names : {}),
        ...Object.fromEntries(asked),
      }
      return { kind, id, version, source, ...(place && { into: place.into }), answers }
    }),
  }
}

export function printRecord(record: ProjectRecord): string {
  return printJson(record)
}
