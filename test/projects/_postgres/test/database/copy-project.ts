import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const PARTS = ['package.json', 'prisma.config.ts', 'prisma', 'scripts', 'src/db', 'src/generated'];

/** The parts of the project that have to do with the database, in a folder of their own. */
export async function copyProject() {
  const folder = await mkdtemp(join(tmpdir(), 'project-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }));
  for (const part of PARTS) await cp(resolve(part), join(folder, part), { recursive: true });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}
