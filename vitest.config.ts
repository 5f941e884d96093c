import { defineConfig } from 'vitest/config'

const program = ['test/commands/**', 'test/prompts/**', 'test/apply/**', 'test/contract/**']

export default defineConfig({
  test: {
    reporters: ['default', './test/faults/support/table.ts'],
    projects: [
      {
        test: {
          name: 'unit',
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
          include: program.map((folder) => folder.replace('**', '**/*.test.ts')),
          testTimeout: 60_000,
          // They wait for other programs more than they work.
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: './test/faults/support/global-setup.ts',
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: './test/faults/support/global-setup.ts',
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
