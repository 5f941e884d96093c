// The program with the templates of the tests, started as a process by the pseudo-terminal tests.
import { run } from '../../src/cli/run.ts'
import { fixtures } from './fixtures.ts'

process.exitCode = await run(process, fixtures)
