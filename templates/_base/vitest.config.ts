import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,scripts,test}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    coverage: { include: ['src/**'], exclude: ['src/generated/**', '**/*.test.{ts,tsx}'] },
    // Whatever the shell says: React, for one, has no tools for tests in production.
    env: { NODE_ENV: 'test' },
    // Keeps compiled modules between runs, in here and not in a workspace around; from Vitest 5 on by default.
    experimental: {
      fsModuleCache: true,
      fsModuleCachePath: 'node_modules/.experimental-vitest-cache',
    },
  },
});
