import { expect, it } from 'vitest';
import { Prisma } from '../generated/prisma/client.ts';
import { queryOne } from './query-one.ts';

const id = '01940000-0000-7000-8000-000000000000';

function failing(code: string) {
  return async () => {
    throw new Prisma.PrismaClientKnownRequestError('', { code, clientVersion: '' });
  };
}

it('gives what the query gives', async () => {
  expect(await queryOne(id, async (known) => ({ id: known }))).toEqual({ id });
});

it('gives null for a row that is missing', async () => {
  expect(await queryOne(id, failing('P2025'))).toBeNull();
});

it('gives null for an id that no row can have, without a query', async () => {
  expect(await queryOne('nowhere', failing('P1001'))).toBeNull();
});

it('refuses what other rows depend on', async () => {
  await expect(queryOne(id, failing('P2003'))).rejects.toMatchObject({ kind: 'conflict' });
});

it('passes every other error on', async () => {
  await expect(queryOne(id, failing('P1001'))).rejects.toMatchObject({ code: 'P1001' });
});
