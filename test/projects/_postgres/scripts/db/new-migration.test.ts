import { describe, expect, it } from 'vitest';
import { PARCEL, useMigrations } from '../../test/database/use-migrations.ts';
import { createMigration } from './new-migration.ts';

const {
  run,
  writeModels,
  writeMigration,
  applyMigrations,
  lastMigration,
  expectNothingNew,
  query,
} = useMigrations();

describe('createMigration', () => {
  it('writes a migration for what has changed, dates it in UTC and applies it', async () => {
    const sender = 'sender Sender? @relation(fields: [senderId], references: [id])\n senderId Int?';
    await writeModels(
      PARCEL.replace('  weight', `  ${sender}\n  weight`).replace('  sent', '  sent\n  lost'),
      'model Sender {\n  id Int @id\n  parcels Parcel[]\n  @@map("senders")\n}',
    );
    expect(await run('add-senders')).toMatch(/^Wrote and applied .*_add_senders.migration\.sql$/);

    const { name, sql } = await lastMigration();
    const [, ...parts] = /^(....)(..)(..)(..)(..)/.exec(name) ?? [];
    const [year = 0, month = 0, ...rest] = parts.map(Number);
    expect(Math.abs(Date.now() - Date.UTC(year, month - 1, ...rest))).toBeLessThan(120_000);
    expect(sql).toMatch(/^-- AlterEnum\nALTER TYPE "Status" ADD VALUE 'lost';\n/);
    await query('INSERT INTO senders VALUES (1)');
    await query(`INSERT INTO parcels VALUES (1, 'Hats', 9, 'lost', 1)`);
  });

  it('refuses to write an empty migration', async () => {
    await expect(run('nothing')).rejects.toThrow('The schema has not changed.');
    await expectNothingNew();
  });

  it('refuses a name that is more than a part of a path', async () => {
    await expect(run('../out')).rejects.toThrow('letters, digits, - and _');
  });

  it('refuses to delete data, unless it is forced to', async () => {
    await query(`INSERT INTO parcels VALUES (1, 'Hats', 9)`);
    await writeModels(PARCEL.replace('  weight Int?\n', ''));
    await expect(run('drop')).rejects.toThrow(/`weight`.* 1 non-null values\.\n.*--force/);
    await expectNothingNew();
    expect(await run('drop', { force: true })).toContain('1 non-null values');
    expect(await query('SELECT * FROM parcels')).toEqual([
      { id: 1, label: 'Hats', status: 'packed' },
    ]);
  });

  it('refuses what looks like a rename, and leaves it to be written', async () => {
    await writeModels(PARCEL.replace('label ', 'title '));
    await expect(run('rename')).rejects.toThrow('RENAME COLUMN "label" TO "title"');
    await expectNothingNew();

    expect(await run('rename', { createOnly: true })).toMatch(/Wrote .*_rename.*Edit it/s);
    await query('SELECT label FROM parcels');
    const { name } = await lastMigration();
    await writeMigration(name, 'ALTER TABLE parcels RENAME COLUMN label TO title');
    await applyMigrations();
    await expect(run('nothing')).rejects.toThrow('The schema has not changed.');
  });

  it('takes back a migration that fails, and says which rows are in the way', async () => {
    await query(`INSERT INTO parcels VALUES (1, 'Hats'), (2, 'Hats')`);
    await writeModels(PARCEL.replace('String', 'String @unique'));
    await expect(run('unique')).rejects.toThrow('Key (label)=(Hats) is duplicated.');
    await expectNothingNew();
  });

  it('says that the server does not answer', async () => {
    const nowhere = createMigration('postgresql://postgres@127.0.0.1:1/nothing', { name: 'next' });
    await expect(nowhere).rejects.toThrow('ECONNREFUSED');
  });
});
