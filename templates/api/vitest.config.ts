import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Tests of a worker share their modules, which halves the time. A test that mocks modules needs `true`.
    isolate: false,
  },
});
