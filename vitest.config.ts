import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

const program = ['test/commands/**', 'test/prompts/**', 'test/apply/**', 'test/contract/**']
// A CI machine may stall a process for seconds. A loss that the fault suite finds is never tried again.
const retry = process.env.CI ? 1 : 0
const globalSetup = './test/support/global-setup.ts'

export default defineConfig({
  test: {
    reporters: [
      'default',
      './test/faults/support/table.ts',
      './test/support/project-times.ts',
      './test/support/failures-last.ts',
    ],
    // Many tests wait for other programs. One worker more than processors keeps the processors busy meanwhile.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          // Pure functions leave nothing behind, so the files share what is loaded.
          isolate: false,
          globalSetup,
          testTimeout: 60_000,
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/e2e/**',
            'test/fixtures/**',
            'test/projects/**',
            'test/faults/**',
            ...program,
          ],
        },
      },
      {
        test: {
          name: 'program',
          globalSetup,
          retry,
          include: program.map((folder) => folder.replace('**', '**/*.test.ts')),
          testTimeout: 120_000,
          // Folders of whole projects are removed after a test.
          hookTimeout: 120_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          name: 'faults',
          globalSetup,
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'e2e',
          globalSetup,
          retry,
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
