import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { taskIds } from '../../src/tasks/task.ts'
import { temporaryFolder } from '../support/folders.ts'
import { runProgram } from '../support/program.ts'

const schema = JSON.parse(
  await readFile(join(repository, 'docs/schemas/result.schema.json'), 'utf8'),
)
const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema)

const tiny = ['app', '--template', 'tiny', '--no-install']

it.each([
  ['created', tiny],
  ['planned', [...tiny, '--dry-run']],
  ['failed', ['app', '--template', 'tinny']],
  ['failed', ['--no-such-flag']],
  ['needs_input', []],
])('writes %s in a document that matches its schema: %j', async (status, args) => {
  const cwd = await temporaryFolder()
  const { stdout, stderr, exitCode } = await runProgram([...args, '--json'], { cwd })
  const document = JSON.parse(stdout)
  validate(document)
  expect(validate.errors).toBeNull()
  expect(document).toMatchObject({ status, exitCode, ok: exitCode === 0 })
  expect(stderr).toBe('')
})

it('knows every task', () => {
  expect(schema.properties.tasks.items.properties.id.enum).toEqual(taskIds)
})

it('sends the same document in the last event', async () => {
  const cwd = await temporaryFolder()
  const { stdout, exitCode } = await runProgram([...tiny, '--events'], { cwd })
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(exitCode).toBe(0)
  expect(events.map(({ type }) => type)).toEqual([
    'run.start',
    'plan',
    'files',
    'task.start',
    'task.end',
    'task.end',
    'task.start',
    'task.end',
    'task.end',
    'run.end',
  ])
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index))
  const { result } = events.at(-1)
  validate(result)
  expect(validate.errors).toBeNull()
  expect(result.status).toBe('created')
})

it('sends the last event also when the run cannot start', async () => {
  const cwd = await temporaryFolder()
  const { stdout } = await runProgram(['--events', '--bogus'], { cwd })
  const types = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).type)
  expect(types).toEqual(['run.start', 'run.end'])
})
