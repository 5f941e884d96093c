// The program as a process, on the fixtures' templates: what the pseudo-terminal tests start.
import { run } from '../../src/cli/run.ts'
import { fixtures } from './program.ts'

process.exitCode = await run(process, fixtures)
