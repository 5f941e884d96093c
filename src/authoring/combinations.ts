import type { Blueprint } from '../model/blueprint.ts'
import { type PackageManagerName, printPackageManager } from '../model/package-manager.ts'
import {
  type Answers,
  newNameQuestion,
  packageManagerQuestion,
  type Question,
  valuesOf,
} from '../model/question.ts'
import { packageManagerSign } from '../packages/signs.ts'

/** Up to this number all combinations are tried; above it, every pair of answers. */
export const mostCombinations = 16

/** Fixed versions, so that the results do not depend on the machine; Yarn has two kinds. */
const versions: Record<PackageManagerName, readonly string[]> = {
  npm: ['npm@11.0.0'],
  pnpm: ['pnpm@10.20.0'],
  yarn: ['yarn@1.22.22', 'yarn@4.18.1'],
  bun: ['bun@1.4.5'],
}

/** The combinations of answers to try. The defaults come first; given answers are in all of them. */
export function combinationsOf(questions: readonly Question[], fixed: Answers): readonly Answers[] {
  const own = questions.filter(({ id }) => id !== packageManagerQuestion)
  const parameters: readonly Parameter[] = [
    ...own.map((question) => ({ id: question.id, values: valuesTried(question, fixed) })),
    { id: packageManagerQuestion, values: packageManagersTried(questions, fixed) },
  ]
  const count = parameters.reduce((product, { values }) => product * values.length, 1)
  const rows = count > mostCombinations ? pairwise(parameters) : product(parameters)
  return rows.map((row) =>
    Object.fromEntries(parameters.map(({ id, values }, at) => [id, values[row[at] ?? 0] ?? ''])),
  )
}

/** The package manager that a template shows and does not ask for, as a given answer. */
export function signedAnswers(blueprints: readonly Blueprint[]): Answers {
  const sign = packageManagerSign(blueprints)
  if (sign === undefined) return {}
  const [first = '', last = first] = versions[sign.name]
  const fixed = sign.yarn === 'berry' ? last : first
  return { [packageManagerQuestion]: sign.version === '' ? fixed : printPackageManager(sign) }
}

type Parameter = { readonly id: string; readonly values: readonly string[] }

/** For each parameter, in order, the index of a value. */
type Row = readonly number[]

/** For a text question, one safe value stands for all. */
function valuesTried(question: Question, fixed: Answers): readonly string[] {
  const given = fixed[question.id]
  if (given !== undefined) return [given]
  // Either answer makes a project with the same parts.
  if (question.id === newNameQuestion) return ['true']
  const single = valuesOf(question) ?? [question.default ?? 'Example 1']
  const values = question.type === 'multiselect' ? ['', ...single, single.join(',')] : single
  const first = question.default ?? values[0] ?? ''
  return [first, ...values.filter((value) => value !== first)]
}

function packageManagersTried(questions: readonly Question[], fixed: Answers): readonly string[] {
  const question = questions.find(({ id }) => id === packageManagerQuestion)
  const given = fixed[packageManagerQuestion]
  if (given?.includes('@')) return [given]
  const asked = question ? (valuesOf(question) ?? []) : ['npm']
  const tried = given === undefined ? asked : [given]
  return tried.flatMap((name) => versions[name as PackageManagerName] ?? [])
}

function product(parameters: readonly Parameter[]): readonly Row[] {
  return parameters.reduce<readonly Row[]>(
    (rows, { values }) => rows.flatMap((row) => values.map((_, at) => [...row, at])),
    [[]],
  )
}

/** Rows that contain every pair of values of two parameters; the first row has the first value of each. */
function pairwise(parameters: readonly Parameter[]): readonly Row[] {
  const open = allPairs(parameters)
  const rows: Row[] = []
  let row: Row = parameters.map(() => 0)
  for (;;) {
    rows.push(row)
    for (const pair of pairsIn(row)) open.delete(pair)
    const [next] = open
    if (next === undefined) return rows
    row = rowWith(next, parameters, open)
  }
}

/** A row with an open pair; every other parameter gets the value that covers the most open pairs. */
function rowWith(pair: string, parameters: readonly Parameter[], open: ReadonlySet<string>): Row {
  const row = new Map(placesOf(pair))
  for (const [at, { values }] of parameters.entries()) {
    if (row.has(at)) continue
    const gains = values.map((_, value) => {
      return [...row].filter((other) => open.has(pairOf([at, value], other))).length
    })
    row.set(at, gains.indexOf(Math.max(...gains)))
  }
  return parameters.map((_, at) => row.get(at) ?? 0)
}

function allPairs(parameters: readonly Parameter[]): Set<string> {
  const places = parameters.map(({ values }, at) => values.map((_, value): PairSlot => [at, value]))
  return new Set(
    places.flatMap((ones, at) =>
      places
        .slice(at + 1)
        .flatMap((others) => ones.flatMap((one) => others.map((other) => pairOf(one, other)))),
    ),
  )
}

function pairsIn(row: Row): readonly string[] {
  return row.flatMap((value, at) =>
    row.slice(at + 1).map((other, after) => pairOf([at, value], [at + 1 + after, other])),
  )
}

type PairSlot = readonly [parameter: number, value: number]

function pairOf(one: PairSlot, other: PairSlot): string {
  return JSON.stringify(one[0] < other[0] ? [one, other] : [other, one])
}

function placesOf(pair: string): readonly PairSlot[] {
  return JSON.parse(pair) as readonly PairSlot[]
}
