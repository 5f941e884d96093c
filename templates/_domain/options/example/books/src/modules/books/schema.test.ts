import { describe, expect, it } from 'vitest';
import { CreateBook, ListBooks, UpdateBook } from './schema.ts';

describe('CreateBook', () => {
  it('trims what was typed and fills in what was left out', () => {
    expect(CreateBook.parse({ title: '  Emma ', author: ' Jane Austen' })).toEqual({
      title: 'Emma',
      author: 'Jane Austen',
      year: null,
      status: 'planned',
      rating: null,
      notes: '',
    });
  });

  it.each([
    ['a blank title', { title: '   ' }, 'title'],
    ['a long title', { title: 'x'.repeat(201) }, 'title'],
    ['a NUL character', { title: 'a\0b' }, 'title'],
    ['a year that is no integer', { year: 1815.5 }, 'year'],
    ['a rating above five', { status: 'finished', rating: 6 }, 'rating'],
    ['a rating before the end', { status: 'reading', rating: 4 }, 'rating'],
    ['an unknown status', { status: 'lost' }, 'status'],
  ])('refuses %s', (_, fields, path) => {
    const { error } = CreateBook.safeParse({ title: 'Emma', author: 'Jane Austen', ...fields });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('refuses a field it does not know', () => {
    const book = { title: 'Emma', author: 'Jane Austen', titel: 'Emma' };
    expect(CreateBook.safeParse(book).success).toBe(false);
  });
});

describe('UpdateBook', () => {
  it('changes nothing that is not named', () => {
    expect(UpdateBook.parse({ notes: 'Again' })).toEqual({ notes: 'Again' });
  });
});

describe('ListBooks', () => {
  it('reads numbers from a query string', () => {
    expect(ListBooks.parse({ limit: '5' })).toEqual({
      limit: 5,
      sort: 'createdAt',
      order: 'desc',
    });
  });

  it.each(['0', '101', 'many'])('refuses %s as a limit', (limit) => {
    expect(ListBooks.safeParse({ limit }).success).toBe(false);
  });
});
