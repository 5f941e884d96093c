import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    faults: { readonly seed: number; readonly form: 'short' | 'long' }
  }
}

/** Hands the suite its seed (`--sequence.seed`) and its form (`--mode long`). */
export default function setup(project: TestProject): void {
  const form = project.vitest.vite.config.mode === 'long' ? 'long' : 'short'
  project.provide('faults', { seed: project.config.sequence.seed ?? Date.now(), form })
}
