import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database/use-database.ts';
import { Prisma } from '../generated/prisma/client.ts';
import * as enums from '../generated/prisma/enums.ts';

const database = useDatabase();

describe('the migrations and schema.prisma agree', () => {
  it('on what Prisma reads of every model', async () => {
    const { prisma } = database;
    await expect(prisma.author.findMany({ include: { books: true } })).resolves.toEqual([]);
    await expect(prisma.book.findMany({ include: { author: true } })).resolves.toEqual([]);
  });

  it('on the number of columns', async () => {
    const columns = await database.prisma.$queryRaw`
      SELECT table_name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`;
    const fields = Object.values(Prisma.ModelName).flatMap((model) =>
      Object.keys(Prisma[`${model}ScalarFieldEnum`]),
    );
    expect(columns).toHaveLength(fields.length);
  });

  it('on the values of every enum', async () => {
    const labels = await database.prisma.$queryRaw<{ label: string }[]>`
      SELECT enumlabel AS label FROM pg_enum ORDER BY enumtypid, enumsortorder`;
    expect(labels.map(({ label }) => label)).toEqual(
      Object.values(enums).flatMap((values) => Object.keys(values)),
    );
  });
});
