import { readJson } from '../../edits/json/json.ts'
import type { Tree } from '../../model/tree.ts'
import { testScriptProblem } from '../../tasks/test-script.ts'
import type { Found } from './lint-finding.ts'

/** The script names that people and programs expect in every project. */
export const projectScripts = [
  ...['dev', 'build', 'start', 'test', 'test:watch', 'test:e2e'],
  ...['lint', 'format', 'typecheck', 'check'],
] as const

/** The scripts that are missing in some projects of a template; a project without package.json needs none. */
export function missingScripts(
  projects: readonly Tree[],
  line: number | undefined,
): readonly Found[] {
  const scripts = projects.map(scriptsOf).filter((one) => one !== undefined)
  const missing = projectScripts.filter((name) => scripts.some((has) => !(name in has)))
  const common = missing.filter((name) => name !== 'test')
  const found = { rule: 'missing-script', file: 'package.json', line } as const
  const untested: Found = {
    ...{ ...found, level: 'problem' },
    message: 'The script "test" is missing, so create-app cannot check that a new project works.',
    fix: 'Add one to "scripts" that passes on a new machine.',
  }
  return [
    ...(common.length < missing.length ? [untested] : []),
    ...(common.length > 0 ? [{ ...found, level: 'warning' as const, ...advice(common) }] : []),
  ]
}

/** A script "test" that is there, but cannot test a project. */
export function unusableTests(
  projects: readonly Tree[],
  line: number | undefined,
): readonly Found[] {
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

function advice(names: readonly string[]): Pick<Found, 'message' | 'fix'> {
  const message = `Scripts that people expect are missing: ${names.join(', ')}.`
  const fix = 'Add those that make sense to "scripts".'
  if (!names.includes('check')) return { message, fix }
  return { message, fix: `${fix} --verify=full and create-app template test run "check".` }
}

function scriptsOf(tree: Tree): Readonly<Record<string, unknown>> | undefined {
  const text = tree.get('package.json')?.content
  if (typeof text !== 'string') return undefined
  const { scripts } = (readJson(text) ?? {}) as { scripts?: object | null }
  return { ...scripts }
}
