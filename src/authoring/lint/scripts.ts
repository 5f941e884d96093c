import { readJson } from '../../edits/json/json.ts'
import type { Tree } from '../../model/tree.ts'
import type { TemplateFinding } from './lint-finding.ts'

/** The scripts that people and programs look for in a project, the same everywhere. */
export const projectScripts = [
  ...['dev', 'build', 'start', 'test', 'test:watch', 'test:e2e'],
  ...['lint', 'format', 'typecheck', 'check'],
] as const

/** What nothing works without: why, and what to do. */
const needed: Readonly<Record<string, readonly [why: string, fix: string]>> = {
  test: [
    'a creation ends without a word on whether the project works.',
    'Add one to "scripts" that passes on a new machine.',
  ],
  check: [
    'it is what --verify=full and create-app template test run.',
    'Add one to "scripts": lint, types, tests and build, so far as there are any.',
  ],
}

/** The scripts that some of a template's projects lack; a project that is no package needs none. */
export function missingScripts(
  projects: readonly Tree[],
  line: number | undefined,
): readonly TemplateFinding[] {
  const scripts = projects.flatMap((tree) => scriptsOf(tree) ?? [])
  const missing = projectScripts.filter((name) => scripts.some((has) => !has.includes(name)))
  const wished = missing.filter((name) => needed[name] === undefined)
  const found = { rule: 'missing-script', file: 'package.json', line } as const
  return [
    ...missing.flatMap((name): TemplateFinding[] => {
      const [why, fix] = needed[name] ?? []
      if (why === undefined || fix === undefined) return []
      return [{ ...found, level: 'problem', message: `There is no script "${name}": ${why}`, fix }]
    }),
    ...(wished.length === 0 ? [] : [{ ...found, level: 'warning' as const, ...wish(wished) }]),
  ]
}

function wish(names: readonly string[]): Pick<TemplateFinding, 'message' | 'fix'> {
  const message = `People look for these scripts in every project: ${names.join(', ')}.`
  return { message, fix: 'Add to "scripts" those that make sense.' }
}

function scriptsOf(tree: Tree): readonly (readonly string[])[] | undefined {
  const text = tree.get('package.json')?.content
  if (typeof text !== 'string') return undefined
  const { scripts } = (readJson(text) ?? {}) as { scripts?: object | null }
  return [Object.keys(scripts ?? {})]
}
