import process from 'node:process';
import { defineConfig } from 'prisma/config';

// No telemetry, no check for updates.
process.env.CHECKPOINT_DISABLE ??= '1';

// These commands do not run the schema engine, but the CLI downloads it unless this variable names a file. Without it
// they fail where the download fails.
const withoutEngine = ['generate', 'validate', 'format'];
if (withoutEngine.some((command) => process.argv.includes(command))) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations', seed: 'node --import tsx/esm prisma/seed.ts' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
