import { expect } from 'vitest'
import { catalog, repository } from '../../scripts/compose.ts'
import { listGenerators } from '../../src/blueprints/generators/find-generators.ts'
import { parseGenerator } from '../../src/blueprints/generators/generator-file.ts'
import { renderGenerator } from '../../src/generators/render-generator.ts'
import { typedValues } from '../../src/generators/typed-params.ts'
import {
  entriesFolder,
  entryPath,
  entrySchema,
  type GeneratedEntry,
} from '../../src/model/generated/entry.ts'
import type { Generator, Param } from '../../src/model/generated/generator.ts'
import { type Tree, treeAfter } from '../../src/model/tree.ts'
import { dependenciesIn } from '../../src/packages/dependencies.ts'
import { type EntryInput, planEntry } from '../../src/plan/change/plan-entry.ts'

/** Before and after what the templates have, one the beginning of another, and words that change their form. */
export const names = ['Loan', 'LoanItem', 'OpeningHours', 'Author', 'zoo']

/** Both of these add the same import and the same script. */
const sharing = parseGenerator({
  place: 'sharing.json',
  origin: { version: '1.0.0', source: 'file:sharing.json' },
  text: JSON.stringify({
    name: 'sharing',
    files: [{ path: 'src/{{name|kebab}}.txt', content: '{{name}}\n' }],
    insertions: [
      { file: 'package.json', anchor: 'path', path: ['scripts'], text: '"shared": "true"' },
      {
        ...{ file: 'package.json', anchor: 'path', path: ['scripts'] },
        text: '"of:{{name|kebab}}": "true"',
      },
    ],
  }),
})

/** What a generator makes of a name. */
export type MadeEntry = Readonly<Record<'generator' | 'name', string>> & {
  readonly input: EntryInput
}

const generators = [
  ...(await listGenerators({
    ...{ catalog, cwd: repository, project: `${repository}/test/fixtures` },
    fetching: undefined as never,
  })),
  sharing,
]

/** What each generator that fits a package makes of each name, in a project without generated things. */
export function madeIn(project: Tree): readonly MadeEntry[] {
  const folders = [...project.keys()].flatMap((path) => {
    return /(?:^|\/)package\.json$/.test(path) ? [path.slice(0, -'package.json'.length)] : []
  })
  const atRoot = new Set<string>()
  return folders.sort().flatMap((folder) => {
    const dependencies = dependenciesIn(String(project.get(`${folder}package.json`)?.content))
    const fits = ({ needs }: Generator) =>
      needs.every((need) => {
        if ('file' in need) return project.has(`${folder}${need.file}`)
        return 'dependency' in need && dependencies.includes(need.dependency)
      })
    // What fits the whole project is for all of its packages together.
    const fitting = generators.filter((one) => fits(one) && !atRoot.has(one.id))
    if (folder === '') for (const { id, needs } of fitting) if (needs.length > 0) atRoot.add(id)
    return fitting.flatMap((generator) => {
      return names.flatMap((name) => madeOf(generator, name, { project, folder }))
    })
  })
}

/** Nothing of a generator that makes nothing but a migration, and of a name that the project has: that is refused. */
function madeOf(
  generator: Generator,
  name: string,
  { project, folder }: { project: Tree; folder: string },
): readonly MadeEntry[] {
  const models = modelsIn(project, folder)
  const pairs = generator.params.map((param) => {
    return `${param.name}=${answerTo(param, { name, models, generator })}`
  })
  const values = typedValues(generator, { words: [], pairs })
  const { files, insertions } = renderGenerator(generator, values)
  if (files.size === 0 && insertions.length === 0) return []
  if ([...files.keys()].some((path) => project.has(`${folder}${path}`))) return []
  const { id, version, source } = generator
  const entry = { schema: entrySchema, createApp: '3.0.0', kind: 'generator' } as const
  const input: EntryInput = {
    entry: {
      ...{ ...entry, id, version, source, answers: values },
      ...(folder !== '' && { folder: folder.slice(0, -1) }),
    },
    files: new Map([...files].map(([path, file]) => [`${folder}${path}`, file])),
    insertions: insertions.map((one) => ({ ...one, file: `${folder}${one.file}` })),
  }
  return [{ generator: `${folder}${id}`, name, input }]
}

type Answering = {
  readonly name: string
  readonly models: readonly string[]
  readonly generator: Generator
}

/** The default, or the first choice; of a list, one item of each type, which may be a model of the project. */
function answerTo(param: Param, { name, models, generator: { types } }: Answering): string {
  if (param.name === 'name') return name
  if (param.default !== undefined) return param.default
  if (param.type === 'boolean') return 'true'
  if (param.type === 'choice') return param.choices?.[0] ?? ''
  if (param.type === 'text') return 'some text'
  const known = Object.keys(types)
  if (known.length === 0) return 'title:string'
  const items = known.flatMap((type) => {
    if (type === 'Model') return models.slice(0, 1).map((model) => `of${model}:${model}`)
    return `${type}Field:${type}${type === 'enum' ? '(open,done)' : ''}`
  })
  return items.join(' ')
}

/** The models that have a file of their own, as relations need it. */
function modelsIn(project: Tree, folder: string): readonly string[] {
  return [...project].flatMap(([path, { content }]) => {
    if (!path.startsWith(`${folder}prisma/schema/`)) return []
    const [, model] = /^model (\w+) \{/m.exec(String(content)) ?? []
    return model !== undefined && path.endsWith(`/${model.toLowerCase()}.prisma`) ? [model] : []
  })
}

/** Two generators may call things, or files, the same. The second one is refused, or its report says so. */
export function haveSameWords(first: MadeEntry, second: MadeEntry): boolean {
  if ([...first.input.files.keys()].some((path) => second.input.files.has(path))) return true
  if (first.name !== second.name) return false
  const files = new Set(first.input.insertions.map(({ file }) => file))
  return second.input.insertions.some(({ file, anchor }) => anchor === 'import' && files.has(file))
}

export function generated(project: Tree, { input, generator, name }: MadeEntry): Tree {
  const planned = planEntry({
    ...{ disk: nearby(project, input), blocked: new Set(), before: undefined, after: input },
    ...{ others: entriesIn(project), force: false },
  })
  for (const { outcome, file, why } of planned.insertions) {
    expect(['applied', 'already'], `${generator} ${name}: ${file} ${why}`).toContain(outcome)
  }
  return treeAfter(project, planned.changes)
}

export function withoutGenerated(project: Tree, { input }: MadeEntry): Tree {
  const { entry } = input
  const entries = entriesIn(project)
  const before = entries.find((one) => entryPath(one) === entryPath(entry))
  expect(before).toBeDefined()
  const planned = planEntry({
    ...{ disk: nearby(project, input), blocked: new Set(), before, after: undefined },
    ...{ others: entries.filter((one) => one !== before), force: false },
  })
  return treeAfter(project, planned.changes)
}

/** The files that the commands read: those of the entry, and those that it adds to. */
function nearby(project: Tree, { entry, files, insertions }: EntryInput): Tree {
  const own = entryPath(entry)
  const paths = [...files.keys(), ...insertions.map(({ file }) => file), own]
  return new Map(
    paths.flatMap((path) => {
      const file = project.get(path)
      return file ? [[path, file] as const] : []
    }),
  )
}

function entriesIn(project: Tree): readonly GeneratedEntry[] {
  return [...project].flatMap(([path, { content }]) => {
    return path.startsWith(entriesFolder) ? [JSON.parse(String(content))] : []
  })
}
