import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { useDatabase } from '../../test/database/use-database.ts';
import { spawnNode } from '../../test/spawn.ts';

const database = useDatabase();

describe('db:migrate', () => {
  it.skipIf(process.platform === 'win32')('starts Prisma’s engine on the database', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'engine-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const engine = join(folder, 'engine.sh');
    await writeFile(engine, `#!/bin/sh\nprintf '%s ' "$@" > "$0.log"\nexit 1\n`, { mode: 0o755 });
    const migrate = runMigrate(engine);
    expect(await migrate.exited).toBe(1);
    expect(await readFile(`${engine}.log`, 'utf8')).toContain(database.url);
  });

  it('says what to do where the engine cannot be had', async () => {
    const migrate = runMigrate('no-such-engine');
    expect(await migrate.exited).toBe(1);
    expect(migrate.output()).toMatch(/^Prisma could not download its schema engine.*\n$/);
  });
});

describe('db:studio', () => {
  it('shows the database', async () => {
    const args = ['studio', '--browser', 'none'];
    const studio = spawnNode(['node_modules/prisma/build/index.js', ...args], {
      env: { DATABASE_URL: database.url, CHECKPOINT_DISABLE: '1' },
    });
    await studio.printed(/Studio is running at/);
  });
});

function runMigrate(engine: string) {
  return spawnNode(['scripts/db/migrate.mjs', '--name', 'test'], {
    env: {
      DATABASE_URL: database.url,
      PRISMA_SCHEMA_ENGINE_BINARY: engine,
      CHECKPOINT_DISABLE: '1',
    },
  });
}
