import { builtIn } from '../blueprints/built-in.ts'
import { type PlainOutput, run } from '../cli/run.ts'

// Should nothing be left to wait for before there is an answer, that was no success.
process.exitCode = 1

function onWork(): void {
  // A file that grows beyond the limit is a write that fails like others, and no reason to die half way.
  process.on('SIGXFSZ', () => {})
  // Nothing runs long enough for V8 to win back the time and the memory that its compilers take.
  const { setFlagsFromString } = process.getBuiltinModule('node:v8')
  for (const flag of ['--no-opt', '--no-sparkplug', '--semi-space-growth-factor=1']) {
    setFlagsFromString(flag)
  }
}

/**
 * Nothing for a terminal, whose columns and colours only its stream knows, and on Windows, where a
 * program may have no output at all.
 */
function plainOutput(): PlainOutput | undefined {
  const { fstatSync, writeSync } = process.getBuiltinModule('node:fs')
  if (process.platform === 'win32' || fstatSync(1).isCharacterDevice()) return undefined
  return (text) => {
    const bytes = Buffer.from(text)
    let written = 0
    try {
      while (written < bytes.length) written += writeSync(1, bytes, written)
    } catch {
      // A pipe that is full or has no reader, and a disk that is full, are the stream's to tell apart.
    }
    return bytes.subarray(written)
  }
}

void run(process, builtIn, { onWork, plainOutput: plainOutput() }).then((exitCode) => {
  process.exitCode = exitCode
})
