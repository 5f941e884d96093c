import { randomInt } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { TestProject } from 'vitest/node'

/** What every suite gets: the seed for its samples, and the form that decides whether it tries everything. */
export type TestRun = { readonly seed: number; readonly form: 'short' | 'long' }

declare module 'vitest' {
  interface ProvidedContext {
    testRun: TestRun
  }
}

const newSeed = randomInt(2 ** 31)

/** `--sequence.seed` repeats a run; `--mode long` selects the long form. */
export default async function setup(project: TestProject): Promise<void> {
  const form = project.vitest.vite.config.mode === 'long' ? 'long' : 'short'
  project.provide('testRun', { seed: project.vitest.config.sequence.seed ?? newSeed, form })
  await bundleProgram()
}

let bundled: Promise<unknown> | undefined

/** Bundles the program, because a bundle starts several times faster than a loader that compiles the source. */
function bundleProgram(): Promise<unknown> {
  bundled ??= bundleInto(join(import.meta.dirname, '../.program'))
  return bundled
}

async function bundleInto(outdir: string): Promise<void> {
  await rm(outdir, { recursive: true, force: true })
  await build({
    entryPoints: [join(import.meta.dirname, 'entry.ts')],
    outdir,
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
  })
}
