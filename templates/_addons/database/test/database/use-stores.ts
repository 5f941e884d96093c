import { afterAll, beforeAll } from 'vitest';
import type { PrismaClient } from '../../src/db/client.ts';
import { useDatabase } from './use-database.ts';

/** Gives a test file the database of its worker, as `useDatabase` does, and lets the stores of this process use it. */
export function useStores() {
  const database = useDatabase();
  const home = globalThis as { prisma?: PrismaClient };

  beforeAll(() => {
    home.prisma = database.prisma;
  });

  afterAll(() => {
    delete home.prisma;
  });

  return database;
}
