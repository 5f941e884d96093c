/** Runs `prisma generate`, but only when the schema or Prisma changed since the last time: every script starts here. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const STAMP = 'src/generated/prisma/.stamp';

const prisma = createRequire(import.meta.url).resolve('prisma/package.json');
const hash = createHash('sha256');
for (const input of ['prisma/schema.prisma', prisma]) hash.update(readFileSync(input));
const stamp = hash.digest('hex');

if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== stamp) {
  const cli = join(dirname(prisma), 'build', 'index.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'generate'], {
    encoding: 'utf8',
  });
  if (status === 0) writeFileSync(STAMP, stamp);
  else console.error(`${stdout}${stderr}`);
  process.exitCode = status ?? 1;
}
