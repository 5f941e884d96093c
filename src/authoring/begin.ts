import { diff } from '../compose/diff.ts'
import { printJson, setJson } from '../edits/json/json.ts'
import { manifestSchemaPath } from '../model/blueprint.ts'
import { sortTree, type Tree, type TreeFile } from '../model/tree.ts'
import type { Plan } from '../plan/plan.ts'
import type { Target } from '../plan/target.ts'
import { keptIn } from '../plan/tree/compose-project.ts'
import { authorsPlan, authorsStep } from './authors-plan.ts'

type StarterInput = {
  /** The files of the starter template. */
  readonly starter: Tree
  readonly title: string
  readonly target: Target
  /** Whether the folder contains a project, which needs only a manifest to become a template. */
  readonly ofProject: boolean
  readonly createApp: string
  /** Files of the project that change, before and after. */
  readonly renaming: { readonly before: Tree; readonly after: Tree }
}

/** Plans the first files of a template. Pure. */
export function planTemplate(beginning: StarterInput): Plan {
  const { target, createApp, renaming } = beginning
  const keptAt = keptIn(target.paths)
  const tree = sortTree(filesOf(beginning))
  const written = new Map([...tree].filter(([path]) => keptAt(path) === undefined))
  const args = ['template', 'init', target.shown]
  const plan = authorsPlan({
    ...{ command: 'template', target, before: new Map(), after: written, createApp, args },
  })
  return {
    ...plan,
    changes: [...plan.changes, ...diff(renaming.before, renaming.after)],
    kept: [...tree.keys()].flatMap((path) => keptAt(path) ?? []),
    nextSteps: steps.map(([title, ...words]) => authorsStep(title, ['template', ...words])),
  }
}

const steps = [
  ['See the project it creates', 'preview'],
  ['Check it for problems', 'lint'],
  ['Create and test a project for every answer', 'test'],
] as const

function filesOf({ starter, title, ofProject }: StarterInput): Tree {
  const files = new Map(starter)
  if (!ofProject) return files.set('template.json', named(starter, title))
  const schema = starter.get(manifestSchemaPath)
  const manifest = { $schema: `./${manifestSchemaPath}`, title, description: '', questions: [] }
  return new Map([
    ['template.json', { content: printJson(manifest, 'expand') }],
    ...(schema ? [[manifestSchemaPath, schema] as const] : []),
  ])
}

function named(starter: Tree, title: string): TreeFile {
  const manifest = String(starter.get('template.json')?.content ?? '{}')
  return { content: setJson(manifest, ['title'], title) }
}
