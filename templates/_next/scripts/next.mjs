/**
 * Runs Next.js without telemetry: `node scripts/next.mjs dev` is `next dev`. Sets NODE_ENV to what the command needs.
 */
import { rmSync } from 'node:fs';
import { endWithStarter } from './starter.mjs';

await endWithStarter();
const NODE_ENV = process.argv[2] === 'dev' ? 'development' : 'production';
Object.assign(process.env, { NODE_ENV });
process.env.NEXT_TELEMETRY_DISABLED ??= '1';

// Next reads the .env files itself, and again when they change: remove what an earlier script has read from them.
for (const [name, value] of Object.entries(JSON.parse(process.env.SETTINGS_LOADED ?? '{}'))) {
  if (process.env[name] === value) delete process.env[name];
}

// `dev` starts the server in another process.
if (NODE_ENV === 'development') {
  const ending = new URL('end-with-starter.mjs', import.meta.url);
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import=${ending}`.trim();
}

// A development server leaves behind which pages there were. `tsc` reads it, and some of them may be gone.
if (process.argv[2] === 'typegen') rmSync('.next/dev/types/validator.ts', { force: true });

await import('next/dist/bin/next');
