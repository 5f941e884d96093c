import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  // No test checks styles, and Tailwind takes longer to load than most tests to run.
  css: { postcss: {} },
  resolve: { tsconfigPaths: true },
  test: {
    setupFiles: ['test/setup.ts'],
    // Test files of one environment share a thread, because they clean up after themselves. This halves the time.
    pool: 'threads',
    isolate: false,
  },
});
