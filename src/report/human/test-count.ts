import { stripVTControlCharacters } from 'node:util'

/** The result that a test runner printed: "34 tests passed"; undefined when it is not recognized. */
export function checkedBy(output: string): string | undefined {
  const lines = stripVTControlCharacters(output).split('\n')
  const passed = lines.reduce((sum, line) => sum + passedIn(line), 0)
  if (passed === 0) return undefined
  return passed === 1 ? '1 test passed' : `${passed} tests passed`
}

/** The folder of the migration that the script of our templates says it wrote. */
export function migrationIn(output: string): string | undefined {
  const [, folder] =
    /^Wrote (?:and applied )?\S*?([^/\s]+)\/migration\.sql$/m.exec(
      stripVTControlCharacters(output),
    ) ?? []
  return folder
}

// The summary lines of Vitest, Playwright and Node's test runner.
const closings = [/^\s*Tests\s.*?(\d+) passed/, /^\s*(\d+) passed \(/, /^(?:#|ℹ) pass (\d+)$/]

function passedIn(line: string): number {
  const match = closings.map((closing) => closing.exec(line)).find((found) => found !== null)
  return Number(match?.[1] ?? 0)
}
