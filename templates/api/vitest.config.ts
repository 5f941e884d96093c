import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One module graph a worker: the suite takes half the time. A test that mocks modules needs `true`.
    isolate: false,
  },
});
