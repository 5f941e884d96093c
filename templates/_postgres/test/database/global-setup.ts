import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { configuredDatabaseUrl } from '../../scripts/db/database-url.mjs';
import { createDatabase, dropDatabases } from '../../scripts/postgres/databases.mjs';
import { Guard } from '../../scripts/postgres/guard.mjs';
import { startThrowawayPostgres } from '../../scripts/postgres/private-postgres.mjs';
import { migrate } from '../../src/db/migrate.ts';
import type { TestServer } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file that says where the test server is, as soon as it is up. */
    testServerFile: string;
  }
}

/**
 * One server for all tests, with one migrated database that each worker copies: see `useDatabase`. It starts while
 * the tests that need none already run.
 */
export default async function setup({ provide }: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'test-server-'));
  const file = join(folder, 'server.json');
  provide('testServerFile', file);
  const guard = new Guard();
  const starting = startServer(guard).catch((error: unknown) => ({ problem: String(error) }));
  const announced = starting.then(async (server) => {
    await writeFile(`${file}.new`, JSON.stringify(server));
    await rename(`${file}.new`, file);
  });

  return async () => {
    await announced;
    const server = await starting;
    if ('url' in server && server.shared) {
      await dropDatabases(server.url, (name) => name.startsWith(server.template));
    }
    await guard.release();
    await rm(folder, { recursive: true });
  };
}

async function startServer(guard: Guard): Promise<TestServer> {
  const configured = configuredDatabaseUrl();
  const url = configured ?? (await startThrowawayPostgres(guard));
  const template = `test_template_${process.pid}_${Date.now()}`;
  await migrate(await createDatabase(url, template));
  return { url, template, shared: configured !== undefined };
}
