import { describe, expect, it } from 'vitest';
import { PARCEL, PARCELS, useMigrations } from '../../test/database/use-migrations.ts';

const {
  run,
  writeModels,
  writeMigration,
  removeMigration,
  lastMigration,
  expectNothingNew,
  query,
} = useMigrations();

describe('createMigration', () => {
  it('applies the migrations that are missing before that', async () => {
    await writeMigration('2_code', 'ALTER TABLE "parcels" ADD COLUMN "code" TEXT');
    await writeModels(PARCEL.replace('  weight Int?', '  weight Int? @default(0)\n  code String?'));
    expect(await run('default')).toMatch(/^Applied 2_code\nWrote and applied .*_default/);
  });

  it('writes an empty migration that is to be edited', async () => {
    await run('check', { createOnly: true });
    expect((await lastMigration()).sql).toContain('empty migration');
  });

  it('shows where the schema is wrong', async () => {
    await writeModels(PARCEL.replace('String', 'Strin'));
    await expect(run('typo')).rejects.toThrow(/Type "Strin" is neither.*models0\.prisma:9/s);
  });

  it('refuses what the rows do not allow, and says how many rows', async () => {
    await query(`INSERT INTO parcels VALUES (1, 'Hats'), (2, 'Shoes')`);
    await writeModels(PARCEL.replace('Int?', 'Int\n  owner Int'));
    const refused = run('required', { force: true });
    await expect(refused).rejects.toThrow(/`weight`.* 2 existing NULL values/);
    await expect(refused).rejects.toThrow(/`owner`.* 2 rows in this table/);
    await expectNothingNew();
  });

  it('refuses what looks like a rename of a table', async () => {
    await writeModels(PARCEL.replace('"parcels"', '"packages"'));
    await expect(run('rename')).rejects.toThrow('@@map("parcels")');
    await expectNothingNew();
  });

  it('says that a new value of an enum cannot be used at once', async () => {
    await writeModels(PARCEL.replace('  sent', '  sent\n  lost').replace('(packed)', '(lost)'));
    await expect(run('lost')).rejects.toThrow('New enum values must be committed before');
    await expectNothingNew();
  });

  it('refuses a database that was changed by hand', async () => {
    await query('ALTER TABLE parcels ADD COLUMN extra text');
    await expect(run('next')).rejects.toThrow(/Drift detected.*Added column `extra`.*db:reset/s);
  });

  it('refuses when an applied migration was changed', async () => {
    await writeMigration('1_parcels', `${PARCELS} -- changed`);
    await expect(run('next')).rejects.toThrow('`1_parcels` was modified after it was applied');
  });

  it('refuses when an applied migration is missing', async () => {
    await removeMigration('1_parcels');
    await expect(run('next')).rejects.toThrow(/missing from the local migrations.*1_parcels/);
  });

  it('tries out what is missing before it touches the database', async () => {
    await writeMigration('2_broken', 'SELECT nonsense');
    await expect(run('next')).rejects.toThrow(/`2_broken` failed to apply cleanly.*nonsense$/s);
    expect(await query('SELECT FROM _prisma_migrations')).toHaveLength(1);
    expect(await query(`SELECT FROM pg_database WHERE datname LIKE '%shadow%'`)).toEqual([]);
  });
});
