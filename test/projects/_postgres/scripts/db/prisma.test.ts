import { readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyProject } from '../../test/database/copy-project.ts';
import { useDatabase, useEmptyDatabase } from '../../test/database/use-database.ts';
import { spawnNode } from '../../test/spawn.ts';

describe('db:migrate', () => {
  const database = useEmptyDatabase();

  it('writes a migration, applies it and generates the client', async () => {
    const cwd = await copyProject();
    const model = 'model Parcel {\n  id Int @id\n}\n';
    await writeFile(join(cwd, 'prisma/schema/parcel.prisma'), model);
    const migrate = runMigrate(['--', '--name', 'add-parcels'], cwd);
    expect(await migrate.exited, migrate.output()).toBe(0);
    expect(migrate.output()).toContain('Wrote and applied');
    expect(await readdir(join(cwd, 'prisma/migrations'))).toContainEqual(
      expect.stringMatching(/^\d{14}_add_parcels$/),
    );
    expect(await readdir(join(cwd, 'src/generated/prisma/models'))).toContain('Parcel.ts');
  });

  it.each([
    [[], 'needs a name'],
    [['--name'], '--name'],
    [['--nam', 'x'], '--nam'],
    [['x'], 'x'],
  ])('says how it is used instead of %j', async (flags, reason) => {
    const migrate = runMigrate(flags, process.cwd());
    expect(await migrate.exited).toBe(1);
    expect(migrate.output()).toMatch(/\nUsage: .* db:migrate -- --name <name>/);
    expect(migrate.output()).toContain(reason);
    expect(migrate.output()).not.toContain('    at ');
  });

  function runMigrate(flags: string[], cwd: string) {
    return spawnNode(['--import', 'tsx/esm', resolve(cwd, 'scripts/db/migrate.ts'), ...flags], {
      cwd,
      env: { DATABASE_URL: database.url, CHECKPOINT_DISABLE: '1' },
    });
  }
});

describe('db:studio', () => {
  const database = useDatabase();

  it('shows the database', async () => {
    const args = ['studio', '--browser', 'none'];
    const studio = spawnNode(['node_modules/prisma/build/index.js', ...args], {
      env: { DATABASE_URL: database.url, CHECKPOINT_DISABLE: '1' },
    });
    await studio.printed(/Studio is running at/);
  });
});
