import { expect, it } from 'vitest'
import type { TaskResult } from '../../../src/plan/event.ts'
import { coloursFor } from '../../../src/report/human/colours.ts'
import { printOutput } from '../../../src/report/human/failure.ts'

function printedOf(output: string): string {
  const task: TaskResult = {
    id: 'verify',
    title: 'Run the tests',
    status: 'failed',
    ms: 1,
    command: 'npm test',
    output,
  }
  return printOutput({ tasks: [task], ms: 1 }, coloursFor({ NO_COLOR: '1' }, process.stdout))
}

it('shows the output of the failed task', () => {
  expect(printedOf('one\ntwo\n\n')).toBe('\n$ npm test\none\ntwo\n')
})

it('shows only the last whole lines of a very long output', () => {
  const lines = Array.from({ length: 100_000 }, (_, index) => `line ${index}`)
  const printed = printedOf(lines.join('\n'))
  expect(printed.length).toBeLessThan(51_000)
  expect(printed).toMatch(/^\n\$ npm test\n…\nline \d+\nline \d+\n/)
  expect(printed.endsWith('line 99998\nline 99999\n')).toBe(true)
})
