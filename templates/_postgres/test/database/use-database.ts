import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import { createDatabase, dropDatabase } from '../../scripts/postgres/databases.mjs';
import { createPrismaClient, type PrismaClient } from '../../src/db/client.ts';

/** Gives a test file a migrated database of its own, empty before each test. */
export function useDatabase() {
  const { template } = inject('database');
  const database = createForFile({ template }) as { url: string; prisma: PrismaClient };

  beforeAll(() => {
    database.prisma = createPrismaClient(database.url);
  });

  beforeEach(async () => {
    await database.prisma.book.deleteMany();
    await database.prisma.author.deleteMany();
  });

  afterAll(() => database.prisma.$disconnect());

  return database;
}

/** Gives a test file a database without a table. */
export function useEmptyDatabase() {
  return createForFile({});
}

function createForFile(options: { template?: string }) {
  const { serverUrl } = inject('database');
  const name = `test_${randomUUID()}`;
  const database = { url: '' };

  beforeAll(async () => {
    database.url = await createDatabase(serverUrl, name, options);
  });

  afterAll(() => dropDatabase(serverUrl, name));

  return database;
}
