import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { aBook } from '../../../test/books.ts';
import { showUpdate } from './optimistic.ts';

function filledCache() {
  const cache = new QueryClient();
  cache.setQueryData(['books', 'list'], {
    pages: [{ items: [aBook({ id: 'b1' }), aBook({ id: 'b2' })], nextCursor: null }],
    pageParams: [null],
  });
  cache.setQueryData(['books', 'counts'], { planned: 0, reading: 2, finished: 0 });
  return cache;
}

it('changes the book wherever it is, moves the counts, and can be taken back', () => {
  const cache = filledCache();
  const takeBack = showUpdate(cache, ['books'], {
    id: 'b1',
    changes: { status: 'finished', rating: 5 },
  });

  expect(cache.getQueryData(['books', 'list'])).toMatchObject({
    pages: [{ items: [{ id: 'b1', status: 'finished', rating: 5 }, { status: 'reading' }] }],
  });
  expect(cache.getQueryData(['books', 'counts'])).toEqual({ planned: 0, reading: 1, finished: 1 });

  takeBack();
  expect(cache.getQueryData(['books', 'counts'])).toEqual({ planned: 0, reading: 2, finished: 0 });
});

it('leaves the counts alone when only a rating changes', () => {
  const cache = filledCache();
  showUpdate(cache, ['books'], { id: 'b1', changes: { rating: null } });
  expect(cache.getQueryData(['books', 'counts'])).toEqual({ planned: 0, reading: 2, finished: 0 });
});
