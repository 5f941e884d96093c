import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { MigrationList, SchemasContainer } from './engine.ts';

export type Folders = { schema: string; migrations: string };

export const PROJECT: Folders = { schema: 'prisma/schema', migrations: 'prisma/migrations' };

/** No table in the database belongs to another program. */
export const filters = { externalTables: [], externalEnums: [] };

/** The schema as the engine needs it. A model may be in any file below the folder. */
export async function readSchema({ schema }: Folders): Promise<SchemasContainer> {
  const names = await readdir(schema, { recursive: true });
  const paths = names.filter((name) => name.endsWith('.prisma')).map((name) => join(schema, name));
  const files = paths.sort().map(async (path) => ({ path, content: await readFile(path, 'utf8') }));
  return { files: await Promise.all(files) };
}

/** The migrations as the engine needs them. */
export async function readMigrations({ migrations }: Folders): Promise<MigrationList> {
  const entries = await readdir(migrations, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const lockfile = 'migration_lock.toml';
  return {
    baseDir: resolve(migrations),
    lockfile: { path: lockfile, content: await readFile(join(migrations, lockfile), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.sort().map((name) => readOne(migrations, name))),
  };
}

async function readOne(folder: string, name: string) {
  const path = 'migration.sql';
  const value = await readFile(join(folder, name, path), 'utf8');
  return { path: name, migrationFile: { path, content: { tag: 'ok' as const, value } } };
}
