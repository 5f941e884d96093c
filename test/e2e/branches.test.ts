import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { shuffledSubarray } from 'fast-check'
import { describe, expect, inject, it } from 'vitest'
import { catalog, compose, repository } from '../../scripts/compose.ts'
import { listGenerators } from '../../src/blueprints/generators/find-generators.ts'
import { treeOf } from '../../src/plan/plan.ts'
import { biome, commit, committedProject, run } from '../support/committed-project.ts'
import { featureTemplates } from '../support/features.ts'
import { isLong, pickFrom, sampled } from '../support/sampled.ts'

const { seed } = inject('testRun')
const names = ['Loan', 'OpeningHours', 'Account', 'Review', 'Ticket'] as const
/** Every type of field, for the generators that take fields. */
const fields = [
  ...[
    'title:string!',
    'note:text?',
    'count:int=1',
    'ratio:float?',
    'price:decimal',
    'isOpen:boolean=false',
  ],
  ...['startsOn:date', 'endsAt:datetime?', 'status:enum(open,paid)=open'],
]
const orders = Array.from({ length: isLong ? 20 : 2 }, (_, order) => {
  const all = shuffledSubarray([...names], { minLength: names.length, maxLength: names.length })
  return pickFrom(all, `${seed} order ${order}`)
})
/** In the long form, packages are installed and all checks of a project are run. */
const timeout = isLong ? 1_800_000 : 120_000
const bin = join(repository, 'dist/create-app.cjs')

const generators = await listGenerators({
  ...{ catalog, cwd: repository, project: join(repository, 'test/fixtures') },
  fetching: undefined as never,
})

/** The built-in generators that add to files of a template, and these files. */
const cases = await Promise.all(
  featureTemplates.flatMap((template) =>
    ['books', 'none'].map(async (example) => {
      const project = treeOf(await compose(template, { answers: { example } }))
      const folders = ['', 'apps/api/', 'apps/web/']
      return folders.flatMap((folder) =>
        generators.flatMap(({ id, insertions, params }) => {
          // What depends on an answer, such as the model of a relation, is compared as it is after all are removed.
          const fixed = insertions.filter(({ file }) => !file.includes('{{'))
          const files = [...new Set(fixed.map(({ file }) => `${folder}${file}`))]
          const related = example === 'books' ? ['book:Book', 'second:Book?'] : []
          const words = params.some(({ type }) => type === 'list') ? [...fields, ...related] : []
          const isFitting = files.length > 0 && files.every((file) => project.has(file))
          return isFitting ? [{ template, example, folder, id, files, words }] : []
        }),
      )
    }),
  ),
)

describe.each(sampled('generators on branches', cases.flat(), 1))(
  'what $id adds to $template/$folder (example: $example) on five branches',
  ({ template, example, folder, id, files, words }) => {
    const place = folder === '' ? [] : ['--in', folder.slice(0, -1)]
    it(
      'merges in any order, is there once, passes the checks, and can be removed',
      async () => {
        const project = await committedProject(template, '--set', `example=${example}`)
        const before = await textsOf(project, files)
        const added = new Map(files.map((file): [string, string[]] => [file, []]))
        for (const name of names) {
          await run(project, 'git', 'checkout', '-q', '-b', name, 'main')
          await emptyDatabase(project)
          await act(project, 'generate', id, name, ...words, ...place)
          for (const [file, text] of await textsOf(project, files)) {
            added.get(file)?.push(...linesAdded(before.get(file) ?? '', text))
          }
          await commit(project, name)
        }
        for (const [index, order] of orders.entries()) {
          await run(project, 'git', 'checkout', '-q', '-b', `merged-${index}`, 'main')
          for (const name of order) await run(project, 'git', 'merge', '-q', '--no-edit', name)
          for (const [file, text] of await textsOf(project, files)) {
            const lines = [...(before.get(file) ?? '').split('\n'), ...(added.get(file) ?? [])]
            expect(text.split('\n').sort(), `${file} after ${order}`).toEqual(lines.sort())
          }
          await run(project, process.execPath, biome, 'check', '--error-on-warnings', ...files)
          // With --strict, it would end with another exit code if it took one of the files for changed.
          await act(project, 'check', '--strict')
        }
        if (isLong) await run(project, 'npm', 'run', 'check')
        for (const name of names) await act(project, 'remove', id, name, ...place)
        await commit(project, 'removed')
        // Migrations are the history of a database: those that made the tables stay, and others drop them.
        const others = ['--', '.', ':(exclude,glob)**/prisma/migrations/*/**']
        expect(await run(project, 'git', 'diff', '--name-only', 'main', ...others)).toBe('')
      },
      timeout,
    )
  },
)

/** Each branch is another person's: their database has no tables of the other branches. */
async function emptyDatabase(project: string): Promise<void> {
  const { scripts } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'))
  if (isLong && 'db:reset' in scripts) await run(project, 'npm', 'run', 'db:reset')
}

/** Runs a command of create-app in a project; returns its document. */
async function act(project: string, command: string, ...args: readonly string[]) {
  const more = [...(command === 'check' ? [] : ['--no-verify', '--dirty']), '--json']
  const output = await run(project, process.execPath, bin, command, ...args, ...more)
  return JSON.parse(output)
}

async function textsOf(project: string, files: readonly string[]) {
  const texts = files.map(async (file): Promise<[string, string]> => {
    return [file, await readFile(join(project, file), 'utf8')]
  })
  return new Map(await Promise.all(texts))
}

/** The lines that the second text has more often than the first. */
function linesAdded(before: string, after: string): readonly string[] {
  return before.split('\n').reduce<string[]>((left, line) => {
    const at = left.indexOf(line)
    return at < 0 ? left : left.toSpliced(at, 1)
  }, after.split('\n'))
}
