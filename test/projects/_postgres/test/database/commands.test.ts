import { describe, expect, it, onTestFinished } from 'vitest';
import { isLocal } from '../../scripts/db/is-local.ts';
import { createPrismaClient } from '../../src/db/client.ts';
import { spawnNode } from '../spawn.ts';
import { useEmptyDatabase } from './use-database.ts';

const database = useEmptyDatabase();

describe('db:deploy, db:seed and db:reset', () => {
  it('make a database, fill it and set it back', async () => {
    const prisma = createPrismaClient(database.url);
    onTestFinished(() => prisma.$disconnect());

    expect(await run('src/db/deploy.ts')).toMatch(/^Applied \d+_books$/m);
    expect(await run('prisma/seed.ts')).toContain('books: added 24');
    await prisma.book.updateMany({ data: { notes: 'Mine' } });
    expect(await run('prisma/seed.ts')).toContain('books: added 0');
    expect(await prisma.book.count({ where: { notes: 'Mine' } })).toBe(24);

    expect(await run('scripts/db/reset.ts')).toContain('books: added 24');
    expect(await prisma.book.count({ where: { notes: 'Mine' } })).toBe(0);
  });

  it.each([
    ['postgresql://user@localhost:5432/shop', true],
    ['postgresql://user@[::1]/shop', true],
    ['postgresql://user@db.example.com/shop', false],
    ['postgresql://localhost@db.example.com/localhost', false],
  ])('know whether %s is on this machine', (url, local) => {
    expect(isLocal(url)).toBe(local);
  });
});

async function run(script: string) {
  const spawned = spawnNode(['--import', 'tsx/esm', script], {
    env: { DATABASE_URL: database.url },
  });
  expect(await spawned.exited, spawned.output()).toBe(0);
  return spawned.output();
}
