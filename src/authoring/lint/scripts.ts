import { readJson } from '../../edits/json/json.ts'
import type { Tree } from '../../model/tree.ts'
import { testScriptProblem } from '../../tasks/test-script.ts'
import type { TemplateFinding } from './lint-finding.ts'

/** The script names that people and programs expect in every project. */
export const projectScripts = [
  ...['dev', 'build', 'start', 'test', 'test:watch', 'test:e2e'],
  ...['lint', 'format', 'typecheck', 'check'],
] as const

/** Required scripts, with the reason and the fix. */
const required: Readonly<Record<string, readonly [why: string, fix: string]>> = {
  test: [
    'create-app cannot check that a new project works.',
    'Add one to "scripts" that passes on a new machine.',
  ],
  check: [
    '--verify=full and create-app template test run it.',
    'Add one to "scripts" that runs lint, type check, tests and build, as far as they exist.',
  ],
}

/** The scripts that are missing in some projects of a template; a project without package.json needs none. */
export function missingScripts(
  projects: readonly Tree[],
  line: number | undefined,
): readonly TemplateFinding[] {
  const scripts = projects.map(scriptsOf).filter((one) => one !== undefined)
  const missing = projectScripts.filter((name) => scripts.some((has) => !(name in has)))
  const recommended = missing.filter((name) => required[name] === undefined)
  const found = { rule: 'missing-script', file: 'package.json', line } as const
  return [
    ...missing.flatMap((name): TemplateFinding[] => {
      const [why, fix] = required[name] ?? []
      if (why === undefined || fix === undefined) return []
      return [
        { ...found, level: 'problem', message: `The script "${name}" is missing: ${why}`, fix },
      ]
    }),
    ...(recommended.length === 0
      ? []
      : [{ ...found, level: 'warning' as const, ...recommendation(recommended) }]),
  ]
}

/** A script "test" that is there, but cannot test a project. */
export function unusableTests(
  projects: readonly Tree[],
  line: number | undefined,
): readonly TemplateFinding[] {
  const problems = projects.flatMap((tree) => {
    return testScriptProblem(String(scriptsOf(tree)?.test ?? '')) ?? []
  })
  return [...new Set(problems)].map((problem) => ({
    rule: 'test-script',
    level: 'problem',
    file: 'package.json',
    line,
    message: `The script "test" ${problem}, so create-app does not run it.`,
    fix: 'Let it run all tests once, as in CI.',
  }))
}

function recommendation(names: readonly string[]): Pick<TemplateFinding, 'message' | 'fix'> {
  const message = `These common scripts are missing: ${names.join(', ')}.`
  return { message, fix: 'Add those that make sense to "scripts".' }
}

function scriptsOf(tree: Tree): Readonly<Record<string, unknown>> | undefined {
  const text = tree.get('package.json')?.content
  if (typeof text !== 'string') return undefined
  const { scripts } = (readJson(text) ?? {}) as { scripts?: object | null }
  return { ...scripts }
}
