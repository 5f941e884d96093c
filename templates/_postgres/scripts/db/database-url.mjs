import process from 'node:process';
import pg from 'pg';
import { removeServerVariables } from '../postgres/environment.mjs';
import { loadSettings } from './settings.mjs';

/**
 * Returns DATABASE_URL from the environment or the .env files, and prints which server that is. `undefined` means the
 * private server. Then the variables of another server are removed, so that clients do not use them.
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

/** Where a client of this address connects to, without the password. That may be anywhere in an invalid address. */
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
