import { expect, it } from 'vitest'
import { planProject } from '../../src/plan/plan.ts'
import { type Progress, resumed } from '../../src/plan/plan-resume.ts'
import { blueprint, everything, machine, planInput } from '../support/planning.ts'

const packageJson = '{ "scripts": { "test": "vitest" } }'
const template = blueprint('template', 'api', { 'package.json': packageJson })
const found: Progress = {
  committed: false,
  installed: false,
  packageJson: undefined,
  repository: undefined,
  intact: true,
  staged: { paths: ['package.json'], lockfile: undefined },
}
const asked = { facts: machine, wishes: everything }

it('writes no files and has the tasks of a creation', () => {
  const plan = planProject(planInput([template]))
  const { command, changes, kept, tasks } = resumed(plan, found, asked)
  expect({ command, changes, kept }).toEqual({ command: 'resume', changes: [], kept: [] })
  expect(tasks.map(({ id, title }) => [id, title])).toEqual(
    plan.tasks.map(({ id, title }) => [id, title]),
  )
})

it('warns about another version of the package manager only if it will install, with a fix that applies', () => {
  const plan = planProject(planInput([template], { answers: { pm: 'npm@10.9.0' } }))
  expect(resumed(plan, found, asked).warnings).toMatchObject([
    { code: 'OTHER_VERSION', fix: 'Install that version.' },
  ])
  expect(resumed(plan, { ...found, installed: true }, asked).warnings).toEqual([])
})
