import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Names every failed test in the last lines, because a CI page often shows only the end of the output. */
export default class FailuresLast implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = modules.flatMap(linesOf)
    if (lines.length > 0) process.stdout.write(`\nFailed:\n${lines.join('\n')}\n`)
  }
}

function linesOf(module: TestModule): readonly string[] {
  const file = `${module.project.name} ${module.relativeModuleId}`
  const before = module.errors().map(({ message }) => `  ${file}: ${firstLine(message)}`)
  return [...before, ...[...module.children.allTests('failed')].map((test) => lineOf(file, test))]
}

function lineOf(file: string, test: TestCase): string {
  const { errors = [] } = test.result()
  return `  ${file} > ${test.fullName}: ${firstLine(errors[0]?.message ?? 'no message')}`
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
