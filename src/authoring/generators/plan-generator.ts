import type { ProjectRecord } from '../../model/record.ts'
import type { Tree } from '../../model/tree.ts'
import type { Warning } from '../../model/warning.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Target } from '../../plan/target.ts'
import { authorsPlan, authorsStep } from '../authors-plan.ts'

/** The folder of the generators of a project. */
export const generatorsFolder = 'generators'

/** The schema of generators beside them, for the author's editor. */
export const generatorSchemaPath = `${generatorsFolder}/generator.schema.json`

/** The paths that a generator of this name may have already. */
export function placesOf(id: string): readonly string[] {
  const folder = `${generatorsFolder}/${id}`
  return [`${folder}.yaml`, `${folder}.yml`, `${folder}.json`, folder]
}

type NewGenerator = {
  readonly id: string
  readonly text: string
  readonly schema: string
  readonly target: Target
  /** What is there of the files that are written. */
  readonly disk: Tree
  readonly createApp: string
  readonly record: Partial<ProjectRecord> | undefined
  readonly warnings: readonly Warning[]
  /** Whether the folder is a project, in which it can be used. */
  readonly isProject: boolean
  /** Files that it was drafted from, and the name in them. */
  readonly from: readonly string[]
  readonly name: string | undefined
}

/** Plans the file of a new generator, and its schema where there is none. Pure. */
export function planGenerator(input: NewGenerator): Plan {
  const { id, text, schema, target, disk, createApp, record, warnings, from, name } = input
  const path = `${generatorsFolder}/${id}.yaml`
  const files: Tree = new Map([
    [path, { content: `# yaml-language-server: $schema=./generator.schema.json\n${text}` }],
    [generatorSchemaPath, disk.get(generatorSchemaPath) ?? { content: schema }],
  ])
  const chosen = name === undefined ? [] : ['--name', name]
  const args = ['generator', 'init', id, ...chosen, ...from.flatMap((one) => ['--from', one])]
  return {
    ...authorsPlan({
      command: 'generator',
      target,
      before: disk,
      after: files,
      createApp,
      record,
      args,
    }),
    warnings,
    nextSteps: [
      ...(input.isProject
        ? [authorsStep('See what it makes', ['generate', id, 'Example', '--dry-run'])]
        : []),
      authorsStep('Check it for mistakes', ['generator', 'lint', path]),
      authorsStep('Test it for every answer', ['generator', 'test', path, '--accept']),
    ],
  }
}
