import { defineConfig } from 'vitest/config';
import { DatabaseLast } from './test/database/sequencer.ts';

export default defineConfig({
  test: {
    globalSetup: ['test/database/global-setup.ts'],
    sequence: { sequencer: DatabaseLast },
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
