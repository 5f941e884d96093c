import type * as z from 'zod';
import type {
  BookCounts,
  BookData,
  BookQueries,
  BookRemoval,
  BookUpdate,
} from '@/modules/books/data.ts';
import { toQuery } from '@/modules/books/filter.ts';
import { problemOf } from '@/modules/books/problem.ts';
import type { Book, BookPage, CreateBook, ListBooks } from '@/modules/books/schema.ts';
import { Refusal } from './http.ts';

/** What can be asked about books: of the store itself on the server, over HTTP in the browser. */
export interface BookApi {
  list(query: z.input<typeof ListBooks>): Promise<BookPage>;
  counts(): Promise<BookCounts>;
  create(book: CreateBook): Promise<Book>;
  update(update: BookUpdate): Promise<Book>;
  remove(book: BookRemoval): Promise<BookRemoval>;
}

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
