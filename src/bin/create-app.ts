import { fileURLToPath } from 'node:url'
import { run } from '../cli/run.ts'

declare const VERSION: string

const templates = fileURLToPath(new URL('../templates', import.meta.url))

// A file that grows beyond the limit is a write that fails like others, and no reason to die half way.
process.on('SIGXFSZ', () => {})

// Should nothing be left to wait for before there is an answer, that was no success.
process.exitCode = 1
process.exitCode = await run(process, { dir: templates, version: VERSION })
