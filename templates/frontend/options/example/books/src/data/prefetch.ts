import type { BookQueries } from '@/modules/books/data.ts';
import { createBookQueries } from './book-data.ts';
import { books } from './server.ts';

/** What server components prefetch for the client components below them. */
export const bookQueries: BookQueries = createBookQueries(books);
