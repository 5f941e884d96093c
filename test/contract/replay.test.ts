import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { answersOf, catalog, repository } from '../../scripts/compose.ts'
import { listTemplates } from '../../src/blueprints/catalog.ts'
import { loadBlueprints } from '../../src/blueprints/load.ts'
import { questionsOf } from '../../src/model/blueprint.ts'
import { packageManagerQuestion, valuesOf } from '../../src/model/question.ts'
import type { ResultDocument } from '../../src/report/result.ts'
import { temporaryFolder } from '../support/folders.ts'
import { cleanEnvironment, runProgram } from '../support/program.ts'
import { sampled } from '../support/sampled.ts'

const templates = (await listTemplates(catalog)).map(({ id }) => id)
const cases = await Promise.all(
  templates.map(async (template) => {
    const questions = questionsOf(await loadBlueprints(template, catalog, repository))
    const asked = questions.find(({ id }) => id === packageManagerQuestion)
    const names = asked ? (valuesOf(asked) ?? []) : []
    return (await answersOf(template)).flatMap((answers) => {
      const set = Object.entries(answers).map(([id, value]) => `${id}=${value}`)
      return names.map((name) => ({ template, name, set, made: [template, ...set].join(' ') }))
    })
  }),
)
const versions: Readonly<Record<string, readonly string[]>> = {
  npm: ['11.0.0'],
  pnpm: ['10.20.0'],
  yarn: ['1.22.22', '4.18.1'],
  bun: ['1.4.5'],
}

async function documentOf(args: readonly string[], cwd: string): Promise<ResultDocument> {
  const { stdout } = await runProgram([...args, '--json'], { cwd, catalog })
  return JSON.parse(stdout)
}

it.each([
  ['web-app', 'fullstack'],
  ['api-only', 'api'],
])('%s is an alias of %s, which the record and the replay command contain', async (alias, id) => {
  const cwd = await temporaryFolder()
  const made = await documentOf(['app', '--template', alias, '--no-install', '--no-git'], cwd)
  expect(made).toMatchObject({ ok: true, template: { id } })
  expect(made.replay).toContain(`--template ${id} `)
  const record = await readFile(join(cwd, 'app/.create-app.json'), 'utf8')
  expect(JSON.parse(record).blueprints.at(-1)).toMatchObject({ kind: 'template', id })
})

describe.each(sampled('package managers', cases.flat(), 5))(
  'a project from $made with $name',
  ({ template, name, set }) => {
    it.each(versions[name] ?? [])(
      'is made again, byte for byte, by its replay line and its record, and known to resume (%s)',
      async (version) => {
        const cwd = await temporaryFolder()
        const pm = `${name}@${version}`
        const named = ['--name', '@acme/shop', '--title', 'The Shop']
        const sets = set.flatMap((pair) => ['--set', pair])
        const args = ['My Shop', '--template', template, '--pm', pm, ...named, ...sets]
        const made = await documentOf([...args, '--no-install', '--no-git'], cwd)
        expect(made).toMatchObject({
          ok: true,
          answers: { pm, name: '@acme/shop', title: 'The Shop' },
        })

        const again = await temporaryFolder()
        const words = await execa('bash', ['-c', `printf '%s\\0' ${made.replay}`])
        const [, ...typed] = words.stdout.split('\0').slice(0, -1)
        expect((await documentOf(typed, again)).treeHash).toBe(made.treeHash)

        const record = join(cwd, 'My Shop/.create-app.json')
        const recorded = ['other', '--answers', record, '--no-install', '--no-git']
        expect((await documentOf(recorded, again)).treeHash).toBe(made.treeHash)
        expect(await readFile(join(again, 'other/.create-app.json'), 'utf8')).toBe(
          await readFile(record, 'utf8'),
        )

        const git = (...words: readonly string[]) =>
          execa('git', words, {
            cwd: join(cwd, 'My Shop'),
            env: cleanEnvironment(),
            extendEnv: false,
          })
        await git('init')
        await git('config', 'create-app.tree', String(made.treeHash))
        const resumed = await documentOf(['resume', 'My Shop', '--no-install', '--dry-run'], cwd)
        const commit = resumed.tasks.find(({ id }) => id === 'commit')
        expect(commit, commit?.reason).toMatchObject({ status: 'planned' })
      },
    )
  },
)
