import { describe, expect, it } from 'vitest';
import { contextOf } from '../../../test/context.ts';
import { useDatabase } from '../../../test/database/use-database.ts';
import { createCaller } from '../router.ts';

const database = useDatabase();

function books() {
  return createCaller(contextOf({ prisma: database.prisma })).books;
}

const emma = { title: 'Emma', author: 'Jane Austen', year: 1815 };

describe('the books router', () => {
  it('creates, reads, changes and removes a book', async () => {
    const { id } = await books().create(emma);
    expect(await books().get({ id })).toMatchObject({ title: 'Emma', status: 'planned' });

    const changes = { status: 'finished', rating: 5 } as const;
    expect(await books().update({ id, changes })).toMatchObject(changes);

    await books().remove({ id });
    await expect(books().get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lists a page at a time, and takes what an infinite query sends along', async () => {
    for (const title of ['Emma', 'Persuasion', 'Sanditon']) {
      await books().create({ title, author: 'Jane Austen' });
    }
    const query = { sort: 'title', order: 'asc', limit: 2, direction: 'forward' } as const;
    const first = await books().list(query);
    expect(first.items.map(({ title }) => title)).toEqual(['Emma', 'Persuasion']);

    const second = await books().list({ ...query, cursor: first.nextCursor ?? undefined });
    expect(second).toMatchObject({ items: [{ title: 'Sanditon' }], nextCursor: null });
  });

  it('counts by status, and a status without books is nought', async () => {
    await books().create({ ...emma, status: 'reading' });
    expect(await books().counts()).toEqual({ planned: 0, reading: 1, finished: 0 });
  });

  it('refuses the same title by the same author', async () => {
    await books().create(emma);
    await expect(books().create(emma)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('refuses a rating of a book that is not finished', async () => {
    const { id } = await books().create(emma);
    const rating = books().update({ id, changes: { rating: 4 } });
    await expect(rating).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
