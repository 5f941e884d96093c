import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { temporaryFolder } from '../../test/database/test-server.ts';
import { useEmptyDatabase } from '../../test/database/use-database.ts';
import { createMigration, type NewMigration } from './new-migration.ts';
import { type Folders, PROJECT } from './schema-engine/input.ts';

const PARCEL = `
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

const PARCELS = `
CREATE TYPE "Status" AS ENUM ('packed', 'sent');
CREATE TABLE "parcels" (
    "id" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "weight" INTEGER,
    "status" "Status" NOT NULL DEFAULT 'packed',
    CONSTRAINT "parcels_pkey" PRIMARY KEY ("id")
);`;

const database = useEmptyDatabase();
let folders: Folders;

beforeEach(async () => {
  const folder = await temporaryFolder();
  folders = { schema: join(folder, 'schema'), migrations: join(folder, 'migrations') };
  await Promise.all(Object.values(folders).map((path) => mkdir(path)));
  await copyFile(PROJECT.schema, folders.schema, 'schema.prisma');
  await copyFile(PROJECT.migrations, folders.migrations, 'migration_lock.toml');
  await writeModels(PARCEL);
  await writeMigration('1_parcels', PARCELS);
  await migrate(database.url, folders.migrations);
});

afterEach(async () => {
  await rm(dirname(folders.schema), { recursive: true });
  await query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});

describe('createMigration', () => {
  it('writes a migration for what has changed, dates it in UTC and applies it', async () => {
    const sender = 'sender Sender? @relation(fields: [senderId], references: [id])\n senderId Int?';
    await writeModels(
      PARCEL.replace('  weight', `  ${sender}\n  weight`).replace('  sent', '  sent\n  lost'),
      'model Sender {\n  id Int @id\n  parcels Parcel[]\n  @@map("senders")\n}',
    );
    expect(await run('add-senders')).toMatch(/^Wrote and applied .*_add_senders.migration\.sql$/);

    const [, ...parts] = /^(....)(..)(..)(..)(..)/.exec(await lastName()) ?? [];
    const [year = 0, month = 0, ...rest] = parts.map(Number);
    expect(Math.abs(Date.now() - Date.UTC(year, month - 1, ...rest))).toBeLessThan(120_000);
    expect(await lastScript()).toMatch(/^-- AlterEnum\nALTER TYPE "Status" ADD VALUE 'lost';\n/);
    await query('INSERT INTO senders VALUES (1)');
    await query(`INSERT INTO parcels VALUES (1, 'Hats', 9, 'lost', 1)`);
  });

  it('applies the migrations that are missing before that', async () => {
    await writeMigration('2_code', 'ALTER TABLE "parcels" ADD COLUMN "code" TEXT');
    await writeModels(PARCEL.replace('  weight Int?', '  weight Int? @default(0)\n  code String?'));
    expect(await run('default')).toMatch(/^Applied 2_code\nWrote and applied .*_default/);
  });

  it('refuses to write an empty migration, unless it is to be edited', async () => {
    await expect(run('nothing')).rejects.toThrow('The schema has not changed.');
    await expectNothingNew();
    await run('check', { createOnly: true });
    expect(await lastScript()).toContain('empty migration');
  });

  it('refuses a name that is more than a part of a path', async () => {
    await expect(run('../out')).rejects.toThrow('letters, digits, - and _');
  });

  it('shows where the schema is wrong', async () => {
    await writeModels(PARCEL.replace('String', 'Strin'));
    await expect(run('typo')).rejects.toThrow(/Type "Strin" is neither.*models0\.prisma:9/s);
  });

  it('refuses what the rows do not allow, and says how many rows', async () => {
    await query(`INSERT INTO parcels VALUES (1, 'Hats'), (2, 'Shoes')`);
    await writeModels(PARCEL.replace('Int?', 'Int\n  owner Int'));
    const refused = run('required', { force: true });
    await expect(refused).rejects.toThrow(/`weight`.* 2 existing NULL values/);
    await expect(refused).rejects.toThrow(/`owner`.* 2 rows in this table/);
    await expectNothingNew();
  });

  it('refuses to delete data, unless it is forced to', async () => {
    await query(`INSERT INTO parcels VALUES (1, 'Hats', 9)`);
    await writeModels(PARCEL.replace('  weight Int?\n', ''));
    await expect(run('drop')).rejects.toThrow(/`weight`.* 1 non-null values\.\n.*--force/);
    await expectNothingNew();
    expect(await run('drop', { force: true })).toContain('1 non-null values');
    expect(await query('SELECT * FROM parcels')).toEqual([
      { id: 1, label: 'Hats', status: 'packed' },
    ]);
  });

  it('refuses what looks like a rename, even without rows', async () => {
    await writeModels(PARCEL.replace('label ', 'title '));
    await expect(run('rename')).rejects.toThrow('RENAME COLUMN "label" TO "title"');
    await expectNothingNew();
  });

  it('leaves a migration to be edited', async () => {
    await writeModels(PARCEL.replace('label ', 'title '));
    expect(await run('rename', { createOnly: true })).toMatch(/Wrote .*_rename.*db:deploy$/s);
    await query('SELECT label FROM parcels');
    await writeMigration(await lastName(), 'ALTER TABLE parcels RENAME COLUMN label TO title');
    await migrate(database.url, folders.migrations);
    await expect(run('nothing')).rejects.toThrow('The schema has not changed.');
  });

  it('takes back a migration that fails, and says which rows are in the way', async () => {
    await query(`INSERT INTO parcels VALUES (1, 'Hats'), (2, 'Hats')`);
    await writeModels(PARCEL.replace('String', 'String @unique'));
    await expect(run('unique')).rejects.toThrow('Key (label)=(Hats) is duplicated.');
    await expectNothingNew();
  });

  it('refuses a database that was changed by hand', async () => {
    await query('ALTER TABLE parcels ADD COLUMN extra text');
    await expect(run('next')).rejects.toThrow(/Drift detected.*Added column `extra`.*db:reset/s);
  });

  it('refuses when an applied migration was changed', async () => {
    await writeMigration('1_parcels', `${PARCELS} -- changed`);
    await expect(run('next')).rejects.toThrow('`1_parcels` was modified after it was applied');
  });

  it('refuses when an applied migration is missing', async () => {
    await rm(join(folders.migrations, '1_parcels'), { recursive: true });
    await expect(run('next')).rejects.toThrow(/missing from the local migrations.*1_parcels/);
  });

  it('tries out what is missing before it touches the database', async () => {
    await writeMigration('2_broken', 'SELECT nonsense');
    await expect(run('next')).rejects.toThrow(/`2_broken` failed to apply cleanly.*nonsense$/s);
    expect(await query('SELECT FROM _prisma_migrations')).toHaveLength(1);
    expect(await query(`SELECT FROM pg_database WHERE datname LIKE '%shadow%'`)).toEqual([]);
  });

  it('says that the server does not answer', async () => {
    const nowhere = createMigration('postgresql://postgres@127.0.0.1:1/nothing', { name: 'next' });
    await expect(nowhere).rejects.toThrow('ECONNREFUSED');
  });
});

async function run(name: string, options: Partial<NewMigration> = {}) {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  await createMigration(database.url, { name, folders, log, ...options });
  return lines.join('\n');
}

async function copyFile(from: string, to: string, name: string) {
  await cp(join(from, name), join(to, name));
}

async function writeModels(...files: string[]) {
  const written = files.map((models, index) =>
    writeFile(join(folders.schema, `models${index}.prisma`), models),
  );
  await Promise.all(written);
}

async function writeMigration(name: string, sql: string) {
  await mkdir(join(folders.migrations, name), { recursive: true });
  await writeFile(join(folders.migrations, name, 'migration.sql'), sql);
}

async function migrations() {
  const names = await readdir(folders.migrations);
  return names.filter((name) => !name.endsWith('.toml')).sort();
}

async function lastName() {
  return (await migrations()).at(-1) ?? '';
}

async function lastScript() {
  return readFile(join(folders.migrations, await lastName(), 'migration.sql'), 'utf8');
}

/** Neither a file nor a row of a migration beside the first. */
async function expectNothingNew() {
  expect(await migrations()).toEqual(['1_parcels']);
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
