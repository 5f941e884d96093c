import pg from 'pg';

/**
 * Creates a database on a server, as a copy of `template` if it is given. Does nothing if the database exists.
 * @param {string} serverUrl @param {string} name @param {{ template?: string }} [options]
 * @returns {Promise<string>} the address of the database
 */
export async function createDatabase(serverUrl, name, { template } = {}) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const copy = template ? ` TEMPLATE ${client.escapeIdentifier(template)}` : '';
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}${copy}`);
  } catch (error) {
    const duplicate = /** @type {{ code?: string }} */ (error).code === '42P04';
    if (!duplicate) throw error;
  } finally {
    await client.end();
  }
  return withDatabaseName(serverUrl, name);
}

/** @param {string} serverUrl @param {(name: string) => boolean} wanted */
export async function dropDatabases(serverUrl, wanted) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT datname AS name FROM pg_database');
    for (const { name } of rows.filter((row) => wanted(row.name))) {
      await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
    }
  } finally {
    await client.end();
  }
}

/** @param {string} serverUrl @param {string} name */
function withDatabaseName(serverUrl, name) {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}
