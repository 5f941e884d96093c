import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/database/test-server.ts';
import { useEmptyDatabase } from '../../test/database/use-database.ts';
import { migrate } from './migrate.ts';

const database = useEmptyDatabase();
let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(async () => {
  await rm(folder, { recursive: true });
  await query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});

describe('migrate', () => {
  it('applies what is missing, in the order of the names', async () => {
    await addMigration('2_fill', 'INSERT INTO things VALUES (1); INSERT INTO things VALUES (2)');
    await addMigration('1_create', 'CREATE TABLE things (id int)');
    expect(await migrate(database.url, folder)).toEqual(['1_create', '2_fill']);

    await addMigration('3_more', 'INSERT INTO things VALUES (3)');
    expect(await migrate(database.url, folder)).toEqual(['3_more']);
    expect(await query('SELECT count(*)::int FROM things')).toEqual([{ count: 3 }]);
  });

  it('applies each migration once when two deployments start together', async () => {
    await addMigration('1_create', 'CREATE TABLE things (id int)');
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)));
    expect(applied.flat()).toEqual(['1_create']);
  });

  it('records a migration as Prisma does', async () => {
    await addMigration('1_create', 'CREATE TABLE things (id int)');
    await migrate(database.url, folder);
    expect(await query('SELECT * FROM _prisma_migrations')).toEqual([
      {
        id: expect.stringMatching(/^[\da-f-]{36}$/),
        checksum: '722a132da65b17561e8ceeb425bf6cb52e3d1ef2f9f5e3db67e1237e4c8e2f78',
        migration_name: '1_create',
        started_at: expect.any(Date),
        finished_at: expect.any(Date),
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 1,
      },
    ]);
  });

  it('undoes a migration that fails, names it and goes no further', async () => {
    await addMigration('1_broken', 'CREATE TABLE things (id int); SELECT nonsense');
    await addMigration('2_later', 'CREATE TABLE others (id int)');
    await expect(migrate(database.url, folder)).rejects.toThrow(
      'The migration 1_broken failed: column "nonsense" does not exist',
    );
    expect(await query("SELECT to_regclass('things') AS a, to_regclass('others') AS b")).toEqual([
      { a: null, b: null },
    ]);
    await expect(migrate(database.url, folder)).rejects.toThrow('1_broken failed earlier');
  });

  it('refuses a migration that was changed after it was applied', async () => {
    await addMigration('1_create', 'CREATE TABLE things (id int)');
    await migrate(database.url, folder);
    await addMigration('1_create', 'CREATE TABLE things (id bigint)');
    await expect(migrate(database.url, folder)).rejects.toThrow('1_create was changed');
  });
});

async function addMigration(name: string, sql: string) {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

async function query(sql: string) {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
