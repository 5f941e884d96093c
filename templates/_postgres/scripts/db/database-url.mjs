import process from 'node:process';
import pg from 'pg';
import { removeServerVariables } from '../postgres/environment.mjs';
import { loadSettings } from './settings.mjs';

/**
 * DATABASE_URL from the environment or the .env files, and a line that says which server that is. Nothing means the
 * private server, whose clients must not heed variables that were set for another one: they are removed.
 * @param {string} mode development, test or production
 */
export function configuredDatabaseUrl(mode) {
  const source = process.env.DATABASE_URL ? 'the environment' : 'the .env files';
  loadSettings(mode);
  const url = process.env.DATABASE_URL;
  if (url) console.log(`DATABASE_URL of ${source}: ${describe(url)}`);
  else removeServerVariables(process.env);
  return url || undefined;
}

/** Where a client of this address connects to: never its password, which may be anywhere in an address with a mistake. */
function describe(/** @type {string} */ url) {
  const isPlain = /^postgres(ql)?:\/\/([^@/?#]*@)?[^@#]*$/.test(url);
  try {
    if (!isPlain) return 'an address that cannot be read';
    const { host, port, database } = new pg.Client({ connectionString: url });
    return `host ${host}, port ${port}, database ${database}`;
  } catch {
    return 'an address that cannot be read';
  }
}
