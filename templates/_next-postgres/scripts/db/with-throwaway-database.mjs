/**
 * Gives a Node script a temporary database that is migrated and seeded: on the server in DATABASE_URL or, if it is not
 * set, on a temporary server.
 *
 *   node scripts/db/with-throwaway-database.mjs <script> [arguments]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createDatabase, dropDatabases } from '../postgres/databases.mjs';
import { Guard } from '../postgres/guard.mjs';
import { startThrowawayPostgres } from '../postgres/private-postgres.mjs';
import { endWithStarter, forwardSignals } from '../starter.mjs';
import { configuredDatabaseUrl } from './database-url.mjs';

await endWithStarter();
const guard = new Guard();
try {
  const serverUrl = configuredDatabaseUrl('test') ?? (await startThrowawayPostgres(guard));
  const name = `throwaway_${process.pid}_${Date.now()}`;
  const url = await createDatabase(serverUrl, name);
  try {
    process.exitCode =
      (await run(['--import', 'tsx', '--import', './src/db/deploy.ts', 'prisma/seed.ts'], url)) ||
      (await run(process.argv.slice(2), url));
  } finally {
    await dropDatabases(serverUrl, (known) => known === name);
  }
} finally {
  await guard.release();
}

/** @param {string[]} args @param {string} url @returns {Promise<number>} the exit code */
async function run(args, url) {
  const child = spawn(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: url },
  });
  forwardSignals(child);
  const ended = once(child, 'exit');
  if (child.pid) await guard.tell({ undo: { end: child.pid } });
  const [code] = await ended;
  if (child.pid) await guard.tell({ forget: { end: child.pid } });
  return code ?? 1;
}
