import { existsSync } from 'node:fs';
import process from 'node:process';

/**
 * Loads the .env files in the order of Next.js: what is set already stays, the environment above all.
 * @param {string} mode development, test or production
 */
export function loadSettings(mode) {
  // The tests give the same results on every machine, so they leave out what is of this one.
  const local = mode === 'test' ? [] : ['.env.local'];
  for (const file of [`.env.${mode}.local`, ...local, `.env.${mode}`, '.env']) {
    if (existsSync(file)) process.loadEnvFile(file);
  }
}
