import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Prints a table of all faults and their outcomes at the end of the suite. */
export default class FaultTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const rows = tests.flatMap(rowOf)
    if (rows.length === 0) return
    const head = ['fault', 'times', 'outcome', 'nothing lost']
    const seeds = new Set(tests.flatMap(seedOf))
    const again = [...seeds].map((seed) => `To repeat this run: --sequence.seed=${seed}\n`)
    process.stdout.write(`\n${table([head, ...rows])}\n\n${again.join('')}\n`)
  }
}

function seedOf(test: TestCase): readonly number[] {
  const { fault } = test.meta()
  return fault && 'seed' in fault ? [fault.seed] : []
}

function rowOf(test: TestCase): readonly (readonly string[])[] {
  const { fault } = test.meta()
  if (!fault) return []
  const name = test.fullName
  if ('notTried' in fault) return [[name, '0', `not tried: ${fault.notTried}`, '-']]
  const counts = Object.entries(fault.outcomes).sort(([, a], [, b]) => b - a)
  const times = counts.reduce((sum, [, count]) => sum + count, 0)
  const outcome =
    counts.length === 1 ? counts[0]?.[0] : counts.map(([text, n]) => `${n} ${text}`).join('; ')
  return [[name, `${times}`, outcome ?? '', test.ok() ? 'yes' : 'LOST']]
}

function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  )
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}
