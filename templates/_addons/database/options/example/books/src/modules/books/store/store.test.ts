import { beforeEach, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { useStores } from '../../../../test/database/use-stores.ts';
import { type BookStore, bookStore, createBookStore } from './store.ts';

const database = useStores();
let store: BookStore;

beforeEach(() => {
  store = createBookStore(database.prisma);
});

it('creates, reads, changes, counts, lists and removes a book', async () => {
  const { id } = await store.create({ title: 'Emma', author: 'Jane Austen' });
  expect(await store.get(id)).toMatchObject({ title: 'Emma', status: 'planned' });
  const book = await store.update(id, { status: 'finished', rating: 5 });
  expect(book).toMatchObject({ title: 'Emma', status: 'finished', rating: 5 });
  expect(await store.counts()).toEqual({ planned: 0, reading: 0, finished: 1 });
  expect(await store.list({ q: 'emma' })).toEqual({ items: [book], nextCursor: null });
  expect(await store.remove(id)).toBe(true);
  expect(await store.get(id)).toBeNull();
});

it('refuses input that the schema refuses', async () => {
  const { id } = await store.create({ title: 'Emma', author: 'Jane Austen' });
  await expect(store.create({ title: '', author: 'Jane Austen' })).rejects.toThrow(ZodError);
  await expect(store.update(id, { year: 1.5 })).rejects.toThrow(ZodError);
  await expect(store.list({ limit: 0 })).rejects.toThrow(ZodError);
});

it('names the field that breaks a rule', async () => {
  const emma = { title: 'Emma', author: 'Jane Austen' };
  const { id } = await store.create(emma);
  await expect(store.create(emma)).rejects.toMatchObject({
    kind: 'conflict',
    issues: [{ path: 'title' }],
  });
  await expect(store.update(id, { rating: 3 })).rejects.toMatchObject({
    kind: 'invalid',
    issues: [{ path: 'rating' }],
  });
});

it.each(['01940000-0000-7000-8000-000000000000', 'nowhere'])(
  'answers with nothing when the book %s is not there',
  async (id) => {
    expect(await store.get(id)).toBeNull();
    expect(await store.update(id, { title: 'x' })).toBeNull();
    expect(await store.remove(id)).toBe(false);
  },
);

it('is one store for every copy of this code in the process', async () => {
  const { id } = await bookStore().create({ title: 'Zuleika Dobson', author: 'Max Beerbohm' });
  expect(await store.get(id)).toMatchObject({ title: 'Zuleika Dobson' });
});
