import { fileURLToPath } from 'node:url'
import { run } from '../cli/run.ts'

declare const VERSION: string

const templates = fileURLToPath(new URL('../templates', import.meta.url))

process.exitCode = await run(process, { dir: templates, version: VERSION })
