import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect } from 'vitest';
import { createMigration, type NewMigration } from '../../scripts/db/new-migration.ts';
import { type Folders, PROJECT } from '../../scripts/db/schema-engine/input.ts';
import { migrate } from '../../src/db/migrate.ts';
import { temporaryFolder } from './test-server.ts';
import { useEmptyDatabase } from './use-database.ts';

export const PARCEL = `
enum Status {
  packed
  sent
}

model Parcel {
  id     Int    @id
  label  String
  weight Int?
  status Status @default(packed)
  @@map("parcels")
}`;

export const PARCELS = `
CREATE TYPE "Status" AS ENUM ('packed', 'sent');
CREATE TABLE "parcels" (
    "id" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "weight" INTEGER,
    "status" "Status" NOT NULL DEFAULT 'packed',
    CONSTRAINT "parcels_pkey" PRIMARY KEY ("id")
);`;

/** Gives each test a schema with one model, its migration, and a database with that migration applied. */
export function useMigrations() {
  const database = useEmptyDatabase();
  let folders: Folders;

  beforeEach(async () => {
    const folder = await temporaryFolder();
    folders = { schema: join(folder, 'schema'), migrations: join(folder, 'migrations') };
    await Promise.all(Object.values(folders).map((path) => mkdir(path)));
    for (const [from, to, name] of [
      [PROJECT.schema, folders.schema, 'schema.prisma'],
      [PROJECT.migrations, folders.migrations, 'migration_lock.toml'],
    ] as const) {
      await cp(join(from, name), join(to, name));
    }
    await writeModels(PARCEL);
    await writeMigration('1_parcels', PARCELS);
    await applyMigrations();
  });

  afterEach(async () => {
    await rm(dirname(folders.schema), { recursive: true });
    await query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  });

  /** Runs db:migrate, and returns its output. */
  async function run(name: string, options: Partial<NewMigration> = {}) {
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    await createMigration(database.url, { name, folders, log, ...options });
    return lines.join('\n');
  }

  async function writeModels(...files: string[]) {
    for (const [index, models] of files.entries()) {
      await writeFile(join(folders.schema, `models${index}.prisma`), models);
    }
  }

  async function writeMigration(name: string, sql: string) {
    await mkdir(join(folders.migrations, name), { recursive: true });
    await writeFile(join(folders.migrations, name, 'migration.sql'), sql);
  }

  async function removeMigration(name: string) {
    await rm(join(folders.migrations, name), { recursive: true });
  }

  function applyMigrations() {
    return migrate(database.url, folders.migrations);
  }

  async function lastMigration() {
    const name = (await migrationNames()).at(-1) ?? '';
    const sql = await readFile(join(folders.migrations, name, 'migration.sql'), 'utf8');
    return { name, sql };
  }

  async function migrationNames() {
    const names = await readdir(folders.migrations);
    return names.filter((name) => !name.endsWith('.toml')).sort();
  }

  /** Expects no file and no row of a migration except the first. */
  async function expectNothingNew() {
    expect(await migrationNames()).toEqual(['1_parcels']);
    expect(await query('SELECT FROM _prisma_migrations')).toHaveLength(1);
  }

  async function query(sql: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  return {
    run,
    writeModels,
    writeMigration,
    removeMigration,
    applyMigrations,
    lastMigration,
    expectNothingNew,
    query,
  };
}
