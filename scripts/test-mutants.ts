// Applies each mutant of scripts/mutants.ts to a copy of the repository, and shows that the fault suite
// fails. The unchanged program must pass first.
//   npm run test:mutants [-- <family> …]     the files of test/faults; default: death
import { readFileSync } from 'node:fs'
import { cp, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { execa } from 'execa'
import type { JsonTestResults } from 'vitest/reporters'
import { repository } from './compose.ts'
import { mutants, mutate } from './mutants.ts'

const families = process.argv.slice(2)
const faults = (families.length > 0 ? families : ['death']).map((it) => `test/faults/${it}.test.ts`)
const notCopied = /^(?:node_modules|dist|coverage|\.git|\.template-dev)(?:\/|$)/

const copy = await mkdtemp(join(tmpdir(), 'create-app-mutants-'))
try {
  await cp(repository, copy, {
    recursive: true,
    filter: (path) => !notCopied.test(relative(repository, path)),
  })
  await symlink(await realpath(join(repository, 'node_modules')), join(copy, 'node_modules'))
  process.exitCode = (await allAreCaught()) ? 0 : 1
} finally {
  await rm(copy, { recursive: true, force: true })
}

async function allAreCaught(): Promise<boolean> {
  const mutated = mutants.map((mutant) => mutate(mutant, sourceOf))
  for (const search of [
    faults,
    ...mutants.flatMap((mutant) => (mutant.search ? [mutant.search] : [])),
  ]) {
    const found = await failing(new Map(), search)
    if (!found) continue
    process.stdout.write(`The unchanged program fails: ${found.fault}\n${found.message}\n`)
    return false
  }
  process.stdout.write('| mutation | caught by |\n| --- | --- |\n')
  const verdicts: (Failure | undefined)[] = []
  for (const [index, { name, search }] of mutants.entries()) {
    const failure = await failing(mutated[index] ?? new Map(), search ?? faults)
    process.stdout.write(`| ${name} | ${failure?.fault ?? 'NOTHING: the mutant survives'} |\n`)
    verdicts.push(failure)
  }
  return !verdicts.includes(undefined)
}

function sourceOf(file: string): string {
  return readFileSync(join(copy, file), 'utf8')
}

type Failure = { readonly fault: string; readonly message: string }

/** Builds the copy with some source changed. Returns the first fault that fails, if any. */
async function failing(
  mutated: ReadonlyMap<string, string>,
  search: readonly string[],
): Promise<Failure | undefined> {
  const sources = new Map([...mutated.keys()].map((file) => [file, sourceOf(file)]))
  for (const [file, source] of mutated) await writeFile(join(copy, file), source)
  try {
    await execa('npm', ['run', 'build', '--silent'], { cwd: copy })
    return await firstFailure(search)
  } finally {
    for (const [file, source] of sources) await writeFile(join(copy, file), source)
  }
}

async function firstFailure(search: readonly string[]): Promise<Failure | undefined> {
  const output = join(copy, 'results.json')
  const how = ['--project', 'faults', '--bail', '1', '--reporter', 'json', '--outputFile', output]
  await execa('npx', ['vitest', 'run', ...how, ...search], { cwd: copy, reject: false })
  const { success, testResults }: JsonTestResults = JSON.parse(await readFile(output, 'utf8'))
  if (success) return undefined
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const failed = tests.find(({ status }) => status === 'failed')
  if (failed) return { fault: failed.fullName, message: failed.failureMessages?.join('\n') ?? '' }
  const broken = testResults.map(({ message }) => message).join('\n')
  throw new Error(`The suite could not run:\n${broken}`)
}
