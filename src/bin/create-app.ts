import { builtIn } from '../blueprints/built-in.ts'
import { run } from '../cli/run.ts'

// If Node runs out of work before `run` returns, the run has failed.
process.exitCode = 1

// A write beyond the limit of a file's size then fails like any other write, instead of ending the process.
process.on('SIGXFSZ', () => {})

void run(process, builtIn).then((exitCode) => {
  process.exitCode = exitCode
})
