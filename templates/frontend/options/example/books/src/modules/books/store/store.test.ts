import { describe, expect, it } from 'vitest';
import { bookStore, createBookStore } from './store.ts';

describe('listing', () => {
  it('walks through everything, each book once', () => {
    const store = createBookStore();
    const titles: string[] = [];
    let page = store.list({ limit: 7, sort: 'title', order: 'asc' });
    titles.push(...page.items.map((book) => book.title));
    while (page.nextCursor) {
      page = store.list({ limit: 7, sort: 'title', order: 'asc', cursor: page.nextCursor });
      titles.push(...page.items.map((book) => book.title));
    }
    expect(titles).toHaveLength(24);
    expect(new Set(titles).size).toBe(24);
    expect(titles[0]).toBe('Anna Karenina');
  });

  it('goes on where it was although the book before was removed', () => {
    const store = createBookStore();
    const first = store.list({ limit: 2 });
    const next = { limit: 2, cursor: first.nextCursor ?? '' };
    const second = store.list(next);
    store.remove(first.items.at(-1)?.id ?? '');
    expect(store.list(next)).toEqual(second);
  });

  it('searches titles and authors, whatever the case', () => {
    const { items } = createBookStore().list({ q: 'WOOLF' });
    expect(items.map((book) => book.title)).toEqual(['To the Lighthouse', 'Mrs Dalloway']);
  });

  it('puts books without a year last in both orders', () => {
    const store = createBookStore();
    const { id } = store.create({ title: 'Undated', author: 'Nobody' });
    for (const order of ['asc', 'desc'] as const) {
      expect(store.list({ sort: 'year', order, limit: 100 }).items.at(-1)?.id).toBe(id);
    }
  });
});

describe('saving', () => {
  it('finds the author that is there already', () => {
    const store = createBookStore();
    const known = store.list({ q: 'Jane Austen' }).items[0];
    expect(store.create({ title: 'Emma', author: 'Jane Austen' }).author).toEqual(known?.author);
  });

  it('refuses the same title by the same author', () => {
    const store = createBookStore();
    const again = () => store.create({ title: 'Middlemarch', author: 'George Eliot' });
    expect(again).toThrow(
      expect.objectContaining({
        kind: 'conflict',
        issues: [expect.objectContaining({ path: 'title' })],
      }),
    );
  });

  it('refuses a rating of a book that is not finished', () => {
    const store = createBookStore();
    const open = store.list({ status: 'reading' }).items[0];
    expect(() => store.update(open?.id ?? '', { rating: 3 })).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        issues: [expect.objectContaining({ path: 'rating' })],
      }),
    );
  });

  it('answers with nothing when the book is gone', () => {
    expect(createBookStore().update('nowhere', { title: 'x' })).toBeNull();
    expect(createBookStore().remove('nowhere')).toBe(false);
  });

  it('hands out copies only', () => {
    const store = createBookStore();
    const book = store.list({}).items[0];
    if (book) book.title = 'Defaced';
    expect(store.list({}).items[0]?.title).not.toBe('Defaced');
  });
});

it('is one store for every copy of this code in the process', () => {
  const { id } = bookStore().create({ title: 'Zuleika Dobson', author: 'Max Beerbohm' });
  expect(bookStore().get(id)).toMatchObject({ title: 'Zuleika Dobson' });
  bookStore().remove(id);
});
