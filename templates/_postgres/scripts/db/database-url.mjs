import { existsSync } from 'node:fs';
import process from 'node:process';

/** DATABASE_URL from the environment or `.env`; nothing means the private server. */
export function configuredDatabaseUrl() {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env.DATABASE_URL || undefined;
}
