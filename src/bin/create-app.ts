import { builtIn } from '../blueprints/built-in.ts'
import { run } from '../cli/run.ts'

// Should nothing be left to wait for before there is an answer, that was no success.
process.exitCode = 1
function prepare(): void {
  // A file that grows beyond the limit is a write that fails like others, and no reason to die half way.
  process.on('SIGXFSZ', () => {})
  // Nothing runs long enough for V8 to win back the time and the memory that its compilers take.
  const { setFlagsFromString } = process.getBuiltinModule('node:v8')
  for (const flag of ['--no-opt', '--no-sparkplug', '--semi-space-growth-factor=1']) {
    setFlagsFromString(flag)
  }
}

void run(process, builtIn, prepare).then((exitCode) => {
  process.exitCode = exitCode
})
