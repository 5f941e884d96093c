/** Runs `prisma generate` if the schema or Prisma has changed since the last time. Most scripts run this first. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';

const SCHEMA = 'prisma/schema';
const STAMP = 'src/generated/prisma/.stamp';

const prisma = createRequire(import.meta.url).resolve('prisma/package.json');
const stamp = stampOf([...schemaFiles(), prisma]);

if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== stamp) {
  const cli = join(dirname(prisma), 'build', 'index.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'generate'], {
    encoding: 'utf8',
  });
  if (status === 0) writeFileSync(STAMP, stamp);
  else console.error(`${stdout}${stderr}`);
  process.exitCode = status ?? 1;
}

function schemaFiles() {
  const names = readdirSync(SCHEMA, { encoding: 'utf8', recursive: true }).sort();
  return names.filter((name) => name.endsWith('.prisma')).map((name) => join(SCHEMA, name));
}

function stampOf(/** @type {string[]} */ files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
