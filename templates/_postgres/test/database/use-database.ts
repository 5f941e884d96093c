import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createDatabase } from '../../scripts/postgres/databases.mjs';
import { createPrismaClient, type PrismaClient } from '../../src/db/client.ts';
import { testServer } from './test-server.ts';

/** Gives a test file the migrated database of its worker, empty before each test. */
export function useDatabase() {
  const database = {} as { url: string; prisma: PrismaClient };

  beforeAll(async () => {
    const { url, template } = await testServer();
    const name = `${template}_${process.env.VITEST_POOL_ID}`;
    database.url = await createDatabase(url, name, { template });
    database.prisma = createPrismaClient(database.url);
  });

  beforeEach(() => empty(database.prisma));

  afterAll(() => database.prisma.$disconnect());

  return database;
}

/** Gives a test file a database of its own without tables. */
export function useEmptyDatabase() {
  const database = { url: '' };

  beforeAll(async () => {
    const { url, template } = await testServer();
    database.url = await createDatabase(url, `${template}_${randomUUID()}`);
  });

  return database;
}

/**
 * Deletes the rows of every table except Prisma's own: in one statement, so that rows that refer to each other go
 * together. TRUNCATE takes longer, and more so with every table, even if it is empty.
 */
async function empty(prisma: PrismaClient) {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT format('%I', tablename) AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;
  if (tables.length === 0) return;
  const deletes = tables.map(({ name }, index) => `deleted_${index} AS (DELETE FROM ${name})`);
  await prisma.$executeRawUnsafe(`WITH ${deletes.join(', ')} SELECT 1`);
}
