import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { readSeedRecord, registryChecksum } from './seed-record.mjs';

const MIGRATIONS = 'prisma/migrations';

/**
 * Whether a database has every migration and every seed, as it has at most starts. This check is fast because it loads
 * neither Prisma nor a compiler. An error counts as a no: prepare.ts then reports it.
 * @param {string} url @returns {Promise<boolean>}
 */
export async function isPrepared(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT migration_name AS name, checksum FROM "_prisma_migrations"
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
    const { registry } = await readSeedRecord(client);
    return (
      registry === registryChecksum() &&
      migrations().every((name) => applied.get(name) === checksum(name))
    );
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

function migrations() {
  const entries = readdirSync(MIGRATIONS, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** @param {string} migration */
function checksum(migration) {
  const sql = readFileSync(join(MIGRATIONS, migration, 'migration.sql'));
  return createHash('sha256').update(sql).digest('hex');
}
