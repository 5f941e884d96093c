import type { TestProject } from 'vitest/node';
import { configuredDatabaseUrl } from '../../scripts/db/database-url.mjs';
import { createDatabase, dropDatabase } from '../../scripts/postgres/databases.mjs';
import { Guard } from '../../scripts/postgres/guard.mjs';
import { startThrowawayPostgres } from '../../scripts/postgres/private-postgres.mjs';
import { migrate } from '../../src/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    database: { serverUrl: string; template: string };
  }
}

/** One server for all tests, with one migrated database that each test file copies: see `useDatabase`. */
export default async function setup({ provide }: TestProject) {
  const guard = new Guard();
  try {
    const serverUrl = configuredDatabaseUrl() ?? (await startThrowawayPostgres(guard));
    const template = `test_template_${process.pid}_${Date.now()}`;
    await migrate(await createDatabase(serverUrl, template));
    provide('database', { serverUrl, template });

    return async () => {
      await dropDatabase(serverUrl, template);
      await guard.release();
    };
  } catch (error) {
    await guard.release();
    throw error;
  }
}
