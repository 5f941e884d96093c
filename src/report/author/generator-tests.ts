import type { GeneratorTest } from '../../authoring/generators/try-generator.ts'
import { nameOfAnswers } from '../../authoring/sample.ts'
import { exitCodes } from '../../errors/exit-codes.ts'
import { printCommand } from '../../model/command.ts'
import { exitCodeOfGeneratorTests } from '../exit-code.ts'
import { counted } from '../human/dry-run.ts'
import { type Page, wrap } from '../human/page.ts'
import { printDifferences, snapshotWords } from './snapshot-words.ts'

/** The output of `generator test`: each generator, its snapshot, its samples, and what could not be tried. */
export function printGeneratorTests(tests: readonly GeneratorTest[], page: Page): string {
  const lines = tests.flatMap((one) => [...printTest(one, page), ''])
  return `${[...lines, verdict(tests)].join('\n')}\n`
}

export function generatorTestsJson(dir: string, tests: readonly GeneratorTest[]): string {
  const exitCode = exitCodeOfGeneratorTests(tests)
  const document = {
    schema: 'create-app/generator-test@1',
    ...{ ok: exitCode === exitCodes.ok, exitCode, dir },
    generators: tests.map(({ place, snapshot, notes, trials }) => ({
      ...{ place, snapshot, notes },
      trials: trials.map(({ values: answers, status, reason = null }) => {
        return { answers, status, reason }
      }),
    })),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function printTest(
  { place, snapshot, notes, trials }: GeneratorTest,
  page: Page,
): readonly string[] {
  const { columns, colours } = page
  const makes = `${place} makes ${counted(trials.length, 'sample')}, ${snapshotWords[snapshot.status]}.`
  const isWrong = snapshot.status === 'differs'
  const accept = printCommand({
    ...{ file: 'create-app', args: ['generator', 'test', place, '--accept'] },
  })
  return [
    ...wrap(makes, columns).map(isWrong ? colours.red : (line) => line),
    ...(isWrong
      ? [...printDifferences(snapshot.differences, page), `If that is intended: ${accept}`]
      : []),
    ...trials.flatMap(({ values, status, reason = '' }) => [
      `${status === 'ok' ? colours.green('✔') : colours.red('✖')} ${nameOfAnswers(values)}`,
      ...(reason === '' ? [] : wrap(reason, columns - 2).map((line) => `  ${line}`)),
    ]),
    ...notes.flatMap((note) => {
      const [first = '', ...rest] = wrap(note, columns - 2)
      return [`${colours.yellow('▲')} ${first}`, ...rest.map((line) => `  ${line}`)]
    }),
  ]
}

function verdict(tests: readonly GeneratorTest[]): string {
  const trials = tests.flatMap((one) => one.trials)
  const failed = trials.filter(({ status }) => status === 'failed').length
  const changed = tests.filter(({ snapshot }) => snapshot.status === 'differs').length
  const passed = failed === 0 ? `${trials.length} passed` : `${failed} of ${trials.length} failed`
  return changed === 0 ? `${passed}.` : `${passed}, ${counted(changed, 'snapshot')} changed.`
}
