/**
 * Runs the end-to-end tests in a browser of this machine. Builds first if the build is out of date. Arguments go to
 * Playwright:
 *
 *   node scripts/e2e.mjs --ui
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';
import { endWithStarter, forwardSignals } from './starter.mjs';

const require = createRequire(import.meta.url);

await endWithStarter();
const browser = findBrowser();
if (browser === undefined) {
  const { CI } = process.env;
  console.log(
    [
      `No browser found, so the end-to-end tests ${CI ? 'fail' : 'are skipped'}. Do one of these:`,
      '  run {{EXEC}} playwright install --with-deps chromium',
      '  put chromium or google-chrome on the PATH',
      '  set PLAYWRIGHT_CHROMIUM_PATH=/path/to/chromium',
    ].join('\n'),
  );
  process.exitCode = CI ? 1 : 0;
} else {
  process.exitCode = isBuilt() ? 0 : await run('./next.mjs', ['build']);
  if (process.exitCode === 0) {
    process.env.PLAYWRIGHT_CHROMIUM_PATH = browser;
    process.exitCode = await run('@playwright/test/cli', ['test', ...process.argv.slice(2)]);
  }
}

/** The browser in PLAYWRIGHT_CHROMIUM_PATH, else Playwright's own download, else one of the system. */
function findBrowser() {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (named) return named;
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  const folders = (process.env.PATH ?? '').split(delimiter);
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** Whether the last build is newer than all its sources. */
function isBuilt() {
  const build = '.next/BUILD_ID';
  if (!existsSync(build)) return false;
  const sources = ['next.config.ts', 'postcss.config.mjs', 'package.json', ...filesIn('src')];
  const { mtimeMs } = statSync(build);
  return sources.every((file) => statSync(file).mtimeMs < mtimeMs);
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

/**
 * @param {string} bin a module of a package
 * @param {string[]} args
 */
async function run(bin, args) {
  const child = spawn(process.execPath, [require.resolve(bin), ...args], { stdio: 'inherit' });
  forwardSignals(child);
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
