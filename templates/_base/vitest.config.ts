import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,scripts,test}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    coverage: { include: ['src/**'], exclude: ['src/generated/**', '**/*.test.{ts,tsx}'] },
    // Overrides the shell's NODE_ENV: in production React, for example, has no test tools.
    env: { NODE_ENV: 'test' },
    // Caches compiled modules between runs, in this package. From Vitest 5 on this is the default.
    experimental: {
      fsModuleCache: true,
      fsModuleCachePath: 'node_modules/.experimental-vitest-cache',
    },
  },
});
