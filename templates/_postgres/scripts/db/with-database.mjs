/**
 * Runs a command with a database: the one in DATABASE_URL or, if it is not set, a private PostgreSQL whose data stays
 * in `.data/`. With `--ready` the private one is migrated first, and new seeds run. Your own database is not changed:
 * see `db:deploy` and `db:seed`. The mode becomes the command's NODE_ENV, and selects the .env files.
 *
 *   node scripts/db/with-database.mjs [--ready] [--mode=<mode>] <command> [arguments]
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { Guard } from '../postgres/guard.mjs';
import { isReachable, reachableTemp } from '../postgres/places.mjs';
import { endWithStarter, forwardSignals } from '../starter.mjs';
import { configuredDatabaseUrl } from './database-url.mjs';

const PROJECT = '{{PROJECT_NAME}}';
const DATABASE = '{{DATABASE_NAME}}';
const PREPARE = ['node', '--import', 'tsx/esm', 'scripts/db/prepare.ts'];

const words = process.argv.slice(2);
const command = words.slice(words.findIndex((word) => !word.startsWith('--')));
const flags = words.slice(0, -command.length);
const ready = flags.includes('--ready');
const given = process.env.NODE_ENV;
const mode = flags.find((flag) => flag.startsWith('--mode='))?.slice(7) ?? given ?? 'development';
Object.assign(process.env, { NODE_ENV: mode });

await endWithStarter();
const guard = new Guard();
try {
  process.exitCode = await runWithDatabase();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await guard.release();
}

async function runWithDatabase() {
  const configured = configuredDatabaseUrl(mode);
  if (configured) return run(command, configured).ended;
  if (mode === 'production' && given === 'production') {
    throw new Error('DATABASE_URL is not set. In production (NODE_ENV=production) it is required.');
  }
  const home = dataFolder();
  if (!ready) return run(command, await privateDatabase(home)).ended;
  // A new database needs it, and the compiler takes as long to start as the server: start both at the same time.
  let preparation = existsSync(home) ? undefined : prepare();
  let url = '';
  let code;
  try {
    url = await privateDatabase(home);
    const { isPrepared } = await import('./is-prepared.mjs');
    preparation ??= (await isPrepared(url)) ? undefined : prepare();
  } finally {
    preparation?.child.stdin?.end(url);
    code = await preparation?.ended;
  }
  return code || run(command, url).ended;
}

/** Starts the script that migrates and seeds a database, which then waits for the address. */
function prepare() {
  const preparation = run(PREPARE);
  // If it has already failed, it does not read the address. Its exit code reports the failure.
  preparation.child.stdin?.on('error', () => {});
  return preparation;
}

/** @param {string} home */
async function privateDatabase(home) {
  // Imported only here, because a production install has no private server.
  const { startKeptPostgres } = await import('../postgres/private-postgres.mjs');
  const { createDatabase } = await import('../postgres/databases.mjs');
  const serverUrl = await startKeptPostgres(guard, home);
  const { port } = new URL(serverUrl);
  console.log(`Private PostgreSQL on port ${port}, data in ${home}`);
  return createDatabase(serverUrl, DATABASE);
}

/** The folder of the data: in the project, or outside if the server's user cannot reach it, as below root's folders. */
function dataFolder() {
  const folder = resolve('.data');
  mkdirSync(folder, { recursive: true });
  if (isReachable(folder)) return join(folder, 'postgres');
  const id = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return join(reachableTemp(), `${PROJECT}-postgres-${id}`);
}

/**
 * Starts a command. Without an address, the command reads it from its standard input.
 * @param {string[]} command @param {string} [url]
 */
function run([file = '', ...args], url) {
  const child = spawn(file === 'node' ? process.execPath : file, args, {
    stdio: [url ? 'inherit' : 'pipe', 'inherit', 'inherit'],
    env: { ...process.env, ...(url && { DATABASE_URL: url }) },
    // On Windows node_modules/.bin has .cmd files, which only a shell runs.
    shell: process.platform === 'win32' && file !== 'node',
  });
  return { child, ended: end(child) };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} its exit code, as a shell gives it
 */
async function end(child) {
  forwardSignals(child);
  const ended = once(child, 'exit');
  if (child.pid) await guard.tell({ undo: { end: child.pid } });
  const [code, signal] = await ended;
  // Another process may get the same pid.
  if (child.pid) await guard.tell({ forget: { end: child.pid } });
  return code ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)];
}
