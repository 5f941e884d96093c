import { type Blueprint, emptyManifest, type Manifest } from '../../src/model/blueprint.ts'
import { namesOf } from '../../src/model/names.ts'
import type { Question } from '../../src/model/question.ts'
import type { Tree } from '../../src/model/tree.ts'
import type { Facts } from '../../src/plan/facts.ts'
import type { PlanInput } from '../../src/plan/plan.ts'
import type { Wishes } from '../../src/plan/wishes.ts'

/** A blueprint from plain values: files as text, and the differences from the empty manifest. */
export function blueprint(
  kind: Blueprint['kind'],
  id: string,
  files: Record<string, string>,
  manifest: Partial<Manifest> = {},
  options: readonly Blueprint[] = [],
): Blueprint {
  const tree: Tree = new Map(Object.entries(files).map(([path, content]) => [path, { content }]))
  return {
    kind,
    id,
    version: '1.0.0',
    source: 'builtin',
    manifest: { ...emptyManifest, title: id, ...manifest },
    files: tree,
    options,
  }
}

export const machine: Facts = {
  node: '22.12.0',
  packageManager: '11.0.0',
  git: '2.50.0',
  leavesOutDev: false,
  hooksOff: false,
  gitIdentity: true,
  repository: 'none',
  branch: undefined,
  gitVariables: ['GIT_DIR'],
}

export const everything: Wishes = {
  install: true,
  git: undefined,
  verify: 'quick',
  network: 'online',
}

export function planInput(
  blueprints: readonly Blueprint[],
  over: Partial<PlanInput> = {},
): PlanInput {
  return {
    blueprints,
    answers: { pm: 'npm@11.0.0' },
    names: namesOf('my-api'),
    target: { dir: '/home/ada/my-api', shown: 'my-api', state: 'missing', paths: new Set() },
    facts: machine,
    wishes: everything,
    template: 'api',
    createApp: '3.0.0',
    random: () => 'random',
    ...over,
  }
}

/** The question of a template with two styles: `plain` or `tidy`. */
export const styleQuestion: Question = {
  id: 'style',
  message: 'Style?',
  type: 'select',
  choices: [
    { value: 'plain', label: 'plain' },
    { value: 'tidy', label: 'tidy' },
  ],
  default: 'plain',
}
