import { type Placeholders, render } from '../../compose/render.ts'
import { namesOf } from '../../model/names.ts'
import type { ProjectRecord } from '../../model/record.ts'
import type { Tree } from '../../model/tree.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Target } from '../../plan/target.ts'
import { authorsPlan, authorsStep } from '../authors-plan.ts'

type NewAddon = {
  readonly id: string
  readonly title: string | undefined
  /** Its folder in the project. */
  readonly folder: string
  /** The files that a new add-on begins with. */
  readonly starter: Tree
  readonly target: Target
  readonly createApp: string
  readonly record: Partial<ProjectRecord> | undefined
  /** Whether the folder is a project, to which it can be added. */
  readonly isProject: boolean
}

/** Plans the files of a new add-on, which works as it is. Pure. */
export function planAddon(input: NewAddon): Plan {
  const { id, title, folder, starter, target, createApp, record, isProject } = input
  const placeholders: Placeholders = new Map([
    ['ADDON_ID', id],
    ['ADDON_TITLE', title ?? namesOf(id).title],
    ['ADDON_CONSTANT', id.toUpperCase().replaceAll('-', '_')],
  ])
  const files = [...render(starter, placeholders)]
  const after: Tree = new Map(files.map(([path, file]) => [`${folder}/${path}`, file]))
  const titled = title === undefined ? [] : ['--title', title]
  const args = ['addon', 'init', id, ...titled]
  return {
    ...authorsPlan({ command: 'addon', target, before: new Map(), after, createApp, record, args }),
    nextSteps: [
      authorsStep('Check it for mistakes', ['addon', 'lint', folder]),
      authorsStep('Try it in every template that it fits', ['addon', 'test', folder]),
      ...(isProject
        ? [authorsStep('See what it changes here', ['add', `./${folder}`, '--dry-run'])]
        : []),
    ],
  }
}
