// The test runner.

import { defineConfig } from "vitest/config";

// Why node: nothing here needs a page.
export default defineConfig({
  test: { environment: "node", include: ["test/**/*.test.ts"] },
});
