import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

export function enginePath() {
  return require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
}

/** The engine is internal to Prisma, so only the version that Prisma depends on is sure to work. */
export function checkVersion(installed = versionOf(join(dirname(enginePath()), 'package.json'))) {
  const prisma = require.resolve('prisma/package.json');
  const engines = createRequire(prisma).resolve('@prisma/engines/package.json');
  const wanted = createRequire(engines).resolve('@prisma/engines-version/package.json');
  if (installed === versionOf(wanted)) return;
  throw new Error(
    `Prisma ${versionOf(prisma)} needs another version of its schema engine: set "@prisma/schema-engine-wasm" to "${versionOf(wanted)}" in package.json (it is "${installed}") and install.`,
  );
}

function versionOf(manifest: string): string {
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
