import { randomInt } from 'node:crypto'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    faults: { readonly seed: number; readonly form: 'short' | 'long' }
  }
}

/** Hands the suite its seed (`--sequence.seed`, else a new one) and its form (`--mode long`). */
export default function setup(project: TestProject): void {
  const form = project.vitest.vite.config.mode === 'long' ? 'long' : 'short'
  const typed: number | undefined = project.vitest.config.sequence.seed
  project.provide('faults', { seed: typed ?? randomInt(2 ** 31), form })
}
