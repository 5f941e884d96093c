import { describe, expect, it } from 'vitest';
import { filterHref, readFilter, toQuery } from './filter.ts';

describe('a filter in the address', () => {
  it('is the same after writing and reading it', () => {
    const filter = { q: 'wharton & co', status: 'finished', order: 'oldest' } as const;
    const { searchParams } = new URL(filterHref(filter), 'http://localhost');
    expect(readFilter(searchParams)).toEqual(filter);
  });

  it('leaves out what is at its default', () => {
    expect(filterHref({ q: '', status: null, order: 'added' })).toBe('/books');
  });

  it('ignores invalid values', () => {
    const params = new URLSearchParams({ status: 'lost', order: 'toString', q: '   ' });
    expect(readFilter(params)).toEqual({ q: '', status: null, order: 'added' });
  });

  it('asks the data only for what was chosen', () => {
    expect(toQuery({ q: '', status: null, order: 'title' })).toEqual({
      sort: 'title',
      order: 'asc',
      limit: 12,
    });
  });
});
