import type { BookData, BookQueries } from '@/modules/books/data.ts';
import { toQuery } from '@/modules/books/filter.ts';
import { problemOf } from '@/modules/books/problem.ts';
import type { BookApi } from './book-api.ts';
import { Refusal } from './http.ts';

const key = ['books'] as const;

/** Puts an api behind the seam of the slice. Both sides of the wire share the keys, so that hydration finds its data. */
export function createBookData(api: BookApi): BookData {
  return {
    ...createBookQueries(api),
    key,
    create: () => ({ mutationFn: (book) => api.create(book) }),
    update: () => ({ mutationFn: (update) => api.update(update) }),
    remove: () => ({ mutationFn: (book) => api.remove(book) }),
    problem: (error) => (error instanceof Refusal ? error.problem : problemOf('unexpected')),
  };
}

/** Only what can be read, which is all that the server prefetches. */
export function createBookQueries(api: Pick<BookApi, 'list' | 'counts'>): BookQueries {
  return {
    list: (filter) => ({
      queryKey: [...key, 'list', filter],
      queryFn: ({ pageParam }) =>
        api.list({ ...toQuery(filter), ...(pageParam !== null && { cursor: pageParam }) }),
      initialPageParam: null,
      getNextPageParam: (page) => page.nextCursor,
    }),
    counts: () => ({ queryKey: [...key, 'counts'], queryFn: () => api.counts() }),
  };
}
