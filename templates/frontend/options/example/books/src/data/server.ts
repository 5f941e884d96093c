import type { BookReader } from '@/modules/books/data.ts';
import { bookStore } from './store.ts';

/** What server components read. */
export const books: BookReader = {
  list: async (query) => bookStore().list(query),
  counts: async () => bookStore().counts(),
  get: async (id) => bookStore().get(id),
};
