import type { Blueprint } from '../model/blueprint.ts'
import { type Names, namesOf } from '../model/names.ts'
import { type Answers, packageManagerOf } from '../model/question.ts'
import { recordPath } from '../model/record.ts'
import type { Tree } from '../model/tree.ts'
import type { Facts } from '../plan/facts.ts'
import { type Plan, planProject, treeOf } from '../plan/plan.ts'

/** The default name of a sample. */
export const sampleFolder = 'my-app'

/**
 * A project that depends only on the template and the answers, not on the machine.
 * @param installs without it, a version that nobody can install is a warning.
 */
export function sampleOf(
  blueprints: readonly Blueprint[],
  answers: Answers,
  names: Names = namesOf(sampleFolder),
  installs = true,
): Plan {
  const template = blueprints.at(-1)
  const dir = names.slug
  return planProject({
    blueprints,
    answers,
    names,
    target: { dir, shown: dir, state: 'missing', paths: new Set() },
    facts: { ...noMachine, packageManager: packageManagerOf(answers).version },
    wishes: { install: installs, git: undefined, verify: 'quick', network: 'online' },
    template: template?.id ?? '',
    createApp: template?.version ?? '',
    random: () => 'a-secret-that-is-generated',
  })
}

/** The files that depend only on the template and the answers: without secrets and the record. */
export function filesOf(plan: Pick<Plan, 'changes'>): Tree {
  return new Map([...treeOf(plan)].filter(([path, { secret }]) => !secret && path !== recordPath))
}

/** Answers as in `--set`: `style=plain pm=npm`. */
export function nameOfAnswers(answers: Answers): string {
  return Object.entries(answers)
    .map(([id, value]) => `${id}=${value}`)
    .join(' ')
}

/** Without a version of Node, which would not depend on the template alone. */
const noMachine: Facts = {
  node: '',
  packageManager: undefined,
  git: '2.50.0',
  gitIdentity: true,
  leavesOutDev: false,
  hooksOff: false,
  repository: 'none',
  branch: undefined,
  gitVariables: [],
}
