// The test runner.

import path from "node:path";
import react from "@vitejs/plugin-react";
import { coverageConfigDefaults, defineConfig } from "vitest/config";
import "./test/polyfill";

// Why node: nothing here needs a page.
export default defineConfig({
  test: {
    environment: "happy-dom",
    include: ["test/**/*.test.ts", "src/**/*.test.tsx"],
    onConsoleLog(log) {
      return !log.includes("noise");
    },
    coverage: { exclude: [...coverageConfigDefaults.exclude, "src/generated"] },
  },
  // JSX
  plugins: [
    react({
      jsxRuntime: "automatic",
    }),
  ],
  resolve: { alias: { "@": path.resolve(import.meta.dirname, "src") } },
});
