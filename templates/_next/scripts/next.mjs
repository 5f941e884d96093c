/**
 * Next.js, which does not report to its makers from here: `node scripts/next.mjs dev` is `next dev`. NODE_ENV is what
 * the command needs, whatever it was before.
 */
import { endWithStarter } from './starter.mjs';

await endWithStarter();
const NODE_ENV = process.argv[2] === 'dev' ? 'development' : 'production';
Object.assign(process.env, { NODE_ENV });
process.env.NEXT_TELEMETRY_DISABLED ??= '1';

// It reads the .env files itself, and again when they change. What was set on the way here stays.
for (const [name, value] of Object.entries(JSON.parse(process.env.SETTINGS_LOADED ?? '{}'))) {
  if (process.env[name] === value) delete process.env[name];
}

// `dev` starts the server in a process of its own.
if (NODE_ENV === 'development') {
  const ending = new URL('end-with-starter.mjs', import.meta.url);
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import=${ending}`.trim();
}

await import('next/dist/bin/next');
