/** Writes a migration for what has changed in prisma/schema, applies it and generates the client. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createMigration } from './new-migration.ts';

const USAGE = 'Usage: {{RUN}} db:migrate -- --name <name> [--create-only] [--force]';

const url = process.env.DATABASE_URL;
try {
  if (!url) throw new Error('DATABASE_URL is not set.');
  await createMigration(url, readFlags());
  await import('./generate.mjs');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// The schema engine leaves a timer running.
process.exit();

function readFlags() {
  // npm removes the `--`, pnpm passes it on.
  const args = process.argv.slice(2).filter((flag) => flag !== '--');
  const string = { type: 'string' } as const;
  const boolean = { type: 'boolean' } as const;
  try {
    const options = { name: string, force: boolean, 'create-only': boolean };
    const { name, force, 'create-only': createOnly } = parseArgs({ args, options }).values;
    if (!name) throw new Error('The migration needs a name.');
    return { name, ...(force && { force }), ...(createOnly && { createOnly }) };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}
