import { existsSync } from 'node:fs';
import process from 'node:process';

/**
 * Loads the .env files in the order of Next.js. A variable that is already set is not changed.
 * @param {string} mode development, test or production
 */
export function loadSettings(mode) {
  // Tests must give the same results on every machine, so they do not read .env.local.
  const local = mode === 'test' ? [] : ['.env.local'];
  for (const file of [`.env.${mode}.local`, ...local, `.env.${mode}`, '.env']) {
    if (existsSync(file)) process.loadEnvFile(file);
  }
}
