import { printJson } from '../edits/json.ts'
import {
  type Blueprint,
  type BlueprintKind,
  type BlueprintSource,
  questionsOf,
} from './blueprint.ts'
import type { Names } from './names.ts'
import { type Answers, packageManagerQuestion } from './question.ts'

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
  /** `sha512-<base64>` of the tarball, where the source alone does not fix the content. */
  readonly integrity?: string
  readonly answers: Answers
}

/**
 * Records a build. The template's answers carry what no blueprint asks and the tree follows from all the
 * same: the names, and the package manager.
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
    blueprints: blueprints.map(({ kind, id, version, source, integrity, manifest }) => {
      const asked = manifest.questions.flatMap((question): [string, string][] => {
        const answer = answers[question.id]
        return answer === undefined ? [] : [[question.id, answer]]
      })
      const said = { ...(kind === 'template' ? unasked : {}), ...Object.fromEntries(asked) }
      const origin = integrity === undefined ? { source } : { source, integrity }
      return { kind, id, version, ...origin, answers: said }
    }),
  }
}

export function printRecord(record: ProjectRecord): string {
  return printJson(record)
}
