import { defineConfig } from 'vitest/config'

const program = ['test/commands/**', 'test/prompts/**', 'test/apply/**', 'test/contract/**']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/fixtures/**', 'test/projects/**', ...program],
        },
      },
      {
        test: {
          name: 'program',
          include: program.map((folder) => folder.replace('**', '**/*.test.ts')),
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
