import { createRequire } from 'node:module';
import process from 'node:process';

const requireFromNext = createRequire(createRequire(import.meta.url).resolve('next/package.json'));
/** @type {{ loadEnvConfig: (folder: string, isDevelopment: boolean) => unknown }} */
const { loadEnvConfig } = requireFromNext('@next/env');

/**
 * Loads the .env files as Next.js does. SETTINGS_LOADED lists the variables from these files, so that Next.js can load
 * them itself, and again after each change: see next.mjs.
 * @param {string} mode development, test or production
 */
export function loadSettings(mode) {
  const before = new Set(Object.keys(process.env));
  Object.assign(process.env, { NODE_ENV: mode });
  loadEnvConfig(process.cwd(), mode === 'development');
  delete process.env.__NEXT_PROCESSED_ENV;
  const loaded = Object.entries(process.env).filter(([name]) => !before.has(name));
  process.env.SETTINGS_LOADED = JSON.stringify(Object.fromEntries(loaded));
}
