import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Which seeds have run in a private database. The record is stored as the comment of the database, so it is deleted
 * with the data. `registry` is the checksum of the list of seeds: while it is the same, no seed is new. A comment of
 * another kind counts as no record, and is replaced.
 * @typedef {{ registry: string, seeds: string[] }} SeedRecord
 */

/** The checksum of the list of seeds, which is read without loading TypeScript. */
export function registryChecksum() {
  return createHash('sha256').update(readFileSync('prisma/seeds/index.ts')).digest('hex');
}

/** @param {import('pg').Client} client @returns {Promise<SeedRecord>} */
export async function readSeedRecord(client) {
  const { rows } = await client.query(
    `SELECT shobj_description(oid, 'pg_database') AS record FROM pg_database
     WHERE datname = current_database()`,
  );
  try {
    const { registry, seeds } = JSON.parse(rows[0].record);
    return { registry, seeds: [...seeds] };
  } catch {
    return { registry: '', seeds: [] };
  }
}

/** @param {import('pg').Client} client @param {SeedRecord} record */
export async function writeSeedRecord(client, record) {
  const database = client.escapeIdentifier(client.database ?? '');
  const comment = client.escapeLiteral(JSON.stringify(record));
  await client.query(`COMMENT ON DATABASE ${database} IS ${comment}`);
}
