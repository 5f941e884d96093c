import { describe, expect, it } from 'vitest';
import { bookStore, createBookStore } from './store.ts';

describe('listing', () => {
  it('walks through everything, each book once', async () => {
    const store = createBookStore();
    const titles: string[] = [];
    let page = await store.list({ limit: 7, sort: 'title', order: 'asc' });
    titles.push(...page.items.map((book) => book.title));
    while (page.nextCursor) {
      page = await store.list({ limit: 7, sort: 'title', order: 'asc', cursor: page.nextCursor });
      titles.push(...page.items.map((book) => book.title));
    }
    expect(titles).toHaveLength(24);
    expect(new Set(titles).size).toBe(24);
    expect(titles[0]).toBe('Anna Karenina');
  });

  it('goes on where it was although the book before was removed', async () => {
    const store = createBookStore();
    const first = await store.list({ limit: 2 });
    const next = { limit: 2, cursor: first.nextCursor ?? '' };
    const second = await store.list(next);
    await store.remove(first.items.at(-1)?.id ?? '');
    expect(await store.list(next)).toEqual(second);
  });

  it('searches titles and authors, whatever the case', async () => {
    const { items } = await createBookStore().list({ q: 'WOOLF' });
    expect(items.map((book) => book.title)).toEqual(['To the Lighthouse', 'Mrs Dalloway']);
  });

  it('puts books without a year last in both orders', async () => {
    const store = createBookStore();
    const { id } = await store.create({ title: 'Undated', author: 'Nobody' });
    for (const order of ['asc', 'desc'] as const) {
      const { items } = await store.list({ sort: 'year', order, limit: 100 });
      expect(items.at(-1)?.id).toBe(id);
    }
  });
});

describe('saving', () => {
  it('finds the author that is there already', async () => {
    const store = createBookStore();
    const { items } = await store.list({ q: 'Jane Austen' });
    const { author } = await store.create({ title: 'Emma', author: 'Jane Austen' });
    expect(author).toEqual(items[0]?.author);
  });

  it('refuses the same title by the same author', async () => {
    const again = createBookStore().create({ title: 'Middlemarch', author: 'George Eliot' });
    await expect(again).rejects.toMatchObject({ kind: 'conflict', issues: [{ path: 'title' }] });
  });

  it('refuses a rating of a book that is not finished', async () => {
    const store = createBookStore();
    const { items } = await store.list({ status: 'reading' });
    const rating = store.update(items[0]?.id ?? '', { rating: 3 });
    await expect(rating).rejects.toMatchObject({ kind: 'invalid', issues: [{ path: 'rating' }] });
  });

  it('answers with nothing when the book is gone', async () => {
    expect(await createBookStore().update('nowhere', { title: 'x' })).toBeNull();
    expect(await createBookStore().remove('nowhere')).toBe(false);
  });

  it('hands out copies only', async () => {
    const store = createBookStore();
    const [book] = (await store.list({})).items;
    if (book) book.title = 'Defaced';
    expect((await store.list({})).items[0]?.title).not.toBe('Defaced');
  });
});

it('is one store for every copy of this code in the process', async () => {
  const { id } = await bookStore().create({ title: 'Zuleika Dobson', author: 'Max Beerbohm' });
  expect(await bookStore().get(id)).toMatchObject({ title: 'Zuleika Dobson' });
  await bookStore().remove(id);
});
