import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    globalSetup: ['test/database/global-setup.ts'],
    testTimeout: 20_000,
  },
});
