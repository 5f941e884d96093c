import type { BookQueries, BookReader } from '@/modules/books/data.ts';
import { createBookQueries } from './book-data.ts';
import { bookStore } from './store.ts';

/** What server components read. */
export const books: BookReader = {
  list: async (query) => bookStore().list(query),
  counts: async () => bookStore().counts(),
  get: async (id) => bookStore().get(id),
};

/** What server components prefetch for the client components below them. */
export const bookQueries: BookQueries = createBookQueries(books);
