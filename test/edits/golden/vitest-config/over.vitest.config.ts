import path from "node:path";
import react from "@vitejs/plugin-react";
import { coverageConfigDefaults, defineConfig } from "vitest/config";
import "./test/polyfill";

export default defineConfig({
  // JSX
  plugins: [
    react({
      jsxRuntime: "automatic",
    }),
  ],
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.tsx"],
    onConsoleLog(log) {
      return !log.includes("noise");
    },
    coverage: { exclude: [...coverageConfigDefaults.exclude, "src/generated"] },
  },
  resolve: { alias: { "@": path.resolve(import.meta.dirname, "src") } },
});
