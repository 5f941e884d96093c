// The program as a process, with the templates of the tests: what the pseudo-terminal tests start.
import { run } from '../../src/cli/run.ts'
import { fixtures } from './fixtures.ts'

process.exitCode = await run(process, fixtures)
