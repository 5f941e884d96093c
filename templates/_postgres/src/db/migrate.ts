import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

type Migration = { name: string; sql: string; checksum: string };

/** The lock that Prisma's own engine takes, so that the two never run at the same time. */
const ADVISORY_LOCK = 72_707_369;

/** The table as Prisma's engine creates it: `prisma migrate` reads and writes it, too. */
const HISTORY_TABLE = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                  VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"            VARCHAR(64) NOT NULL,
    "finished_at"         TIMESTAMPTZ,
    "migration_name"      VARCHAR(255) NOT NULL,
    "logs"                TEXT,
    "rolled_back_at"      TIMESTAMPTZ,
    "started_at"          TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * Applies the migrations that a database does not have yet, in order, and returns their names.
 * It does what `prisma migrate deploy` does, without the engine that the Prisma CLI downloads.
 */
export async function migrate(
  connectionString: string,
  folder = 'prisma/migrations',
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await client.query(HISTORY_TABLE);
    const pending = await findPending(client, migrations);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function findPending(client: pg.Client, migrations: Migration[]) {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  );
  const applied = new Map(rows.map((row) => [row.name, row]));
  return migrations.filter(({ name, checksum }) => {
    const row = applied.get(name);
    if (row && !row.finished) {
      throw new Error(
        `The migration ${name} failed earlier: repair what it left, then delete its row from _prisma_migrations.`,
      );
    }
    if (row && row.checksum !== checksum) {
      throw new Error(
        `The migration ${name} was changed after it was applied: restore it and add a new one.`,
      );
    }
    return !row;
  });
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration) {
  const id = randomUUID();
  await client.query(
    'INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)',
    [id, checksum, name],
  );
  try {
    await client.query(sql);
  } catch (cause) {
    // A script that fails may leave its transaction open.
    await client.query('ROLLBACK');
    const reason = explain(cause);
    await client.query('UPDATE "_prisma_migrations" SET logs = $2 WHERE id = $1', [id, reason]);
    throw new Error(`The migration ${name} failed: ${reason}`, { cause });
  }
  await client.query(
    'UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE id = $1',
    [id],
  );
}

/** The message with PostgreSQL's detail (which rows are in the way) and hint (what to do). */
function explain(error: unknown) {
  if (error instanceof pg.DatabaseError) {
    return [error.message, error.detail, error.hint].filter(Boolean).join('\n');
  }
  return error instanceof Error ? error.message : String(error);
}
