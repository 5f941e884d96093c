import { spawnSync } from 'node:child_process'
import type { Reporter, TestModule } from 'vitest/node'

/** Prints how long the tests of each project took: in seconds, and in starts of `node -e 0`, which hardly depend on the load of the machine. */
export default class ProjectTimes implements Reporter {
  private startedAt = 0

  onTestRunStart(): void {
    this.startedAt = performance.now()
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const whole = (performance.now() - this.startedAt) / 1000
    const start = medianStart()
    const seconds = new Map<string, number>()
    for (const module of modules) {
      const { duration, collectDuration } = module.diagnostic()
      const before = seconds.get(module.project.name) ?? 0
      seconds.set(module.project.name, before + (duration + collectDuration) / 1000)
    }
    const rows = [...seconds, ['all, side by side', whole] as const]
    const lines = rows.map(([name, time]) => {
      return `  ${name.padEnd(17)} ${time.toFixed(0).padStart(5)} s ${(time / start).toFixed(0).padStart(6)} starts`
    })
    const head = `Time of the tests (node -e 0 starts in ${start.toFixed(3)} s):`
    process.stdout.write(`\n${[head, ...lines].join('\n')}\n`)
  }
}

/** Seconds that `node -e 0` takes from start to exit: the median of five. */
function medianStart(): number {
  const times = Array.from({ length: 5 }, () => {
    const startedAt = performance.now()
    spawnSync(process.execPath, ['-e', '0'])
    return (performance.now() - startedAt) / 1000
  })
  return times.sort((a, b) => a - b)[2] ?? 0
}
