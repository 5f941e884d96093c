import { expect, it } from 'vitest'
import { planProject } from '../../src/plan/plan.ts'
import { blueprint, everything, machine, planInput } from '../support/planning.ts'

const workflow = (branches: string) => `on:\n  push:\n    branches: ${branches}\n  pull_request:\n`

function warningsFor(
  facts: Partial<typeof machine>,
  workflows: Record<string, string>,
  git?: boolean,
): readonly string[] {
  const paths = Object.entries(workflows).map(([name, text]) => [`.github/workflows/${name}`, text])
  const template = blueprint('template', 'api', Object.fromEntries(paths))
  const wishes = { ...everything, git }
  const plan = planProject(planInput([template], { facts: { ...machine, ...facts }, wishes }))
  const found = plan.warnings.filter(({ code }) => code === 'WORKFLOW_NOT_RUN')
  return found.map(({ message }) => message)
}

const own = { repository: 'own', branch: 'develop' } as const
const ci = { 'ci.yml': workflow('[main, trunk]') }

it('warns when no workflow runs on pushes to the main branch of the repository', () => {
  expect(warningsFor(own, ci)).toEqual([
    '.github/workflows/ci.yml runs on pushes to main, trunk, but the main branch of this repository is develop.',
  ])
  expect(warningsFor({ ...own, branch: 'trunk' }, ci)).toEqual([])
  expect(warningsFor(own, { ...ci, 'more.yaml': workflow('[develop]') })).toEqual([])
  expect(warningsFor(own, { 'ci.yml': workflow('["dev*"]') })).toEqual([])
})

it('warns when a template’s workflows do not run on the branch of a new repository', () => {
  expect(warningsFor({}, { 'ci.yml': workflow('[master]') })).toHaveLength(1)
  expect(warningsFor({}, ci)).toEqual([])
})

it('says nothing when the branch is unknown, or no workflow lists branches', () => {
  expect(warningsFor({}, ci, false)).toEqual([])
  expect(warningsFor({ ...own, branch: undefined }, ci)).toEqual([])
  expect(warningsFor(own, {})).toEqual([])
  expect(warningsFor(own, { 'ci.yml': 'on: push\n', 'broken.yml': 'on: [' })).toEqual([])
})

it.each([
  ['push', 'on: push\n'],
  ['a list with push', 'on: [push, pull_request]\n'],
  ['push without branches', 'on:\n  push:\n  pull_request:\n'],
  ['push with branches to leave out', 'on:\n  push:\n    branches-ignore: [docs]\n'],
  ['one branch', 'on:\n  push:\n    branches: develop\n'],
  ['something that is too large to read', `# ${'x'.repeat(100_000)}\n`],
])('says nothing when one workflow runs on %s', (_, text) => {
  expect(warningsFor(own, { 'ci.yml': text, 'deploy.yml': workflow('[release]') })).toEqual([])
})

it.each([
  ['pull requests', 'on: pull_request\n'],
  ['tags', 'on:\n  push:\n    tags: ["v*"]\n'],
  ['a schedule', 'on:\n  schedule:\n    - cron: 0 0 * * *\n'],
])('does not count a workflow that runs on %s', (_, text) => {
  expect(warningsFor(own, { ...ci, 'more.yml': text })).toHaveLength(1)
  expect(warningsFor(own, { 'more.yml': text })).toEqual([])
})

it('warns that GitHub runs no workflow below the top of a repository', () => {
  const [message] = warningsFor({ repository: 'parent' }, { 'ci.yml': 'on: push\n' })
  expect(message).toContain('only the workflows at the top')
  expect(warningsFor({ repository: 'parent' }, ci, true)).toEqual([])
})
