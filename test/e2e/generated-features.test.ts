import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { biome, commit, committedProject, run, tryRun } from '../support/committed-project.ts'
import { isLong, pickFrom, sampled } from '../support/sampled.ts'

/** The templates, and what is added to them. */
const projects = [
  ['api'],
  ['frontend'],
  ['fullstack'],
  ['monorepo'],
  ['frontend', '--add', 'database'],
]

const named = projects.map((words) => [words.join(' '), words] as const)

/** Uncountable and irregular names, names in several cases, and names that other code has, too. */
const names = [
  'Person ProductLine oauth-token Data Settings Pokemon Invoice bus-stop Category Box News user_role',
  'Analysis Child Order Type Event Record Session User',
].flatMap((line) => line.split(' '))

const fieldNames = [
  'title label amount price startsOn endsAt isOpen status note count kind ownerName type value order',
  'data limit cursor q items default class key from input text fields n',
].flatMap((line) => line.split(' '))

/** Each type with its marks and defaults. */
const types = [
  'string string? string! string=some text text? int int? int! int=5 float float? decimal decimal?',
  'boolean boolean=true date date? date! datetime datetime? datetime=2027-01-31T12:00:00Z',
  'enum(small,large) enum(a_b,c)? enum(small,large)=large',
].flatMap((line) => line.split(' '))

/** Features of one project: each may refer to one before it, to it twice, or to itself. */
function featuresOf(seed: number): readonly (readonly [name: string, ...fields: string[]])[] {
  const fields = fc.uniqueArray(
    fc.tuple(fc.constantFrom(...fieldNames), fc.constantFrom(...types)),
    {
      ...{ selector: ([name]) => name, minLength: 1, maxLength: 7 },
    },
  )
  const relations = fc.constantFrom('none', 'one', 'optional', 'two', 'self')
  const all = fc.tuple(...names.map(() => fc.tuple(fields, relations, fc.nat())))
  const drawn = pickFrom(all, `features ${seed}`)
  return names.map((name, index) => {
    const [own, relation, place] = drawn[index] ?? [[], 'none' as const, 0]
    const pascal = (text: string) => text.replace(/(?:^|[-_])(\w)/g, (_, one) => one.toUpperCase())
    const other = pascal(names[place % Math.max(index, 1)] ?? name)
    const refers = {
      ...{ none: [], one: [`owner:${other}`], optional: [`owner:${other}?`] },
      ...{ two: [`source:${other}`, `target:${other}?`], self: [`parent:${pascal(name)}?`] },
    }[index === 0 && relation !== 'self' ? 'none' : relation]
    return [name, ...own.map(([field, type]) => `${field}:${type}`), ...refers]
  })
}

/** Features without pages, and without an API. */
const partial = [
  ['feature', 'Parcel', 'code:string!', 'holder:Person', '--only', 'api'],
  ['feature', 'Truck', 'code:string', 'driver:Person?', '--api=false'],
  ['api-endpoint', 'Driver', '--crud', 'badge:int!', 'person:Person'],
  ['api-endpoint', 'Depot', '--crud'],
]

const timeout = isLong ? 3_600_000 : 180_000

describe.each(sampled('generated features', named, 1))(
  'features in %s',
  (_, [template = '', ...args]) => {
    it('break no rule of the project', { timeout }, async () => {
      const project = await committedProject(template, ...args)
      const bin = `${repository}/dist/create-app.cjs`
      const whole = featuresOf(7).slice(0, isLong ? undefined : 6)
      for (const words of [...whole.map((feature) => ['feature', ...feature]), ...partial]) {
        const args = [bin, 'generate', ...words, '--no-verify', '--yes']
        const { output, exitCode } = await tryRun(project, process.execPath, ...args)
        expect(exitCode, `${words.join(' ')}\n${output}`).toBe(0)
        expect(output).not.toContain('was not changed')
      }
      await commit(project, 'features')
      // Without installed packages there is no formatter of the project.
      const write = isLong ? [] : ['--write']
      await run(project, process.execPath, biome, 'check', '--error-on-warnings', ...write)
      if (isLong) await run(project, 'npm', 'run', 'check')
    })
  },
)

describe.runIf(isLong).each(named)('a feature in %s', (_, [template = '', ...args]) => {
  it('passes the checks and the e2e tests of the project', { timeout }, async () => {
    const project = await committedProject(template, ...args)
    const bin = `${repository}/dist/create-app.cjs`
    const fields = [
      ...['borrower:string', 'dueOn:date', 'returned:boolean=false', 'book:Book', 'fee:decimal?'],
      ...['status:enum(open,late)=open', 'note:text?', 'rank:int!', 'seenAt:datetime?'],
    ]
    await run(project, process.execPath, bin, 'generate', 'feature', 'Loan', ...fields)
    await commit(project, 'loans')
    await run(project, 'npm', 'run', 'check')
    await run(project, 'npm', 'run', 'test:e2e')
  })
})
