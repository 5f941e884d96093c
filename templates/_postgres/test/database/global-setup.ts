import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
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
    /** The file with the address of the test server. It exists as soon as the server runs. */
    testServerFile: string;
  }
}

/**
 * Starts one server for all tests, with one migrated database that each worker copies: see `useDatabase`. Tests that
 * need no database run while it starts.
 */
export default function setup({ provide }: TestProject) {
  const folder = join(tmpdir(), `test-server-${randomUUID()}`);
  const file = join(folder, 'server.json');
  provide('testServerFile', file);
  const guard = new Guard();
  // Before any worker starts, because workers copy the variables of this process.
  const configured = configuredDatabaseUrl('test');
  const starting = announceServer(guard, { folder, file, configured });

  return async () => {
    const server = await starting;
    if ('url' in server && server.shared) {
      await dropDatabases(server.url, (name) => name.startsWith(server.template));
    }
    await guard.release();
  };
}

type Place = { folder: string; file: string; configured: string | undefined };

async function announceServer(guard: Guard, { folder, file, configured }: Place) {
  // Before the folder exists, so that the guard removes it even if this process ends in between.
  await guard.tell({ undo: { remove: folder } });
  await mkdir(folder);
  const server = await startServer(guard, configured).catch((error: unknown) => ({
    problem: String(error),
  }));
  await writeFile(`${file}.new`, JSON.stringify(server));
  await rename(`${file}.new`, file);
  return server;
}

async function startServer(guard: Guard, configured: string | undefined): Promise<TestServer> {
  const url = configured ?? (await startThrowawayPostgres(guard));
  const template = `test_template_${process.pid}_${Date.now()}`;
  await migrate(await createDatabase(url, template));
  return { url, template, shared: configured !== undefined };
}
