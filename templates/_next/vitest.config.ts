import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  // No test looks at styles, and Tailwind takes longer to load than most tests to run.
  css: { postcss: {} },
  resolve: { tsconfigPaths: true },
  test: {
    setupFiles: ['test/setup.ts'],
    // Files of one environment share a thread: they leave nothing behind, and the run takes half the time.
    pool: 'threads',
    isolate: false,
  },
});
