/** `prisma migrate dev`, with one clear sentence where the engine that it needs cannot be downloaded. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import process from 'node:process';

const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js');

// pnpm passes the `--` on that npm takes away.
const flags = process.argv.slice(2).filter((flag) => flag !== '--');
const child = spawn(process.execPath, [prisma, 'migrate', 'dev', ...flags], {
  stdio: ['inherit', 'inherit', 'pipe'],
});
let complaint = '';
child.stderr.on('data', (chunk) => {
  complaint += chunk;
});
const [code] = await once(child, 'close');

if (code !== 0 && !hasEngine()) {
  console.error(
    'Prisma could not download its schema engine, which only `db:migrate` needs: run it on a machine that reaches binaries.prisma.sh, or set PRISMA_ENGINES_MIRROR.',
  );
} else {
  process.stderr.write(complaint);
}
process.exitCode = code ?? 1;

function hasEngine() {
  const { PRISMA_SCHEMA_ENGINE_BINARY: own } = process.env;
  if (own) return existsSync(own);
  const engines = dirname(createRequire(prisma).resolve('@prisma/engines/package.json'));
  return readdirSync(engines).some((name) => name.startsWith('schema-engine'));
}
