import type * as z from 'zod';
import type { BookCounts, BookRemoval, BookUpdate } from '@/modules/books/data.ts';
import type { Book, BookPage, CreateBook, ListBooks } from '@/modules/books/schema.ts';

/** The questions that can be asked about books: the store answers them on the server, HTTP in the browser. */
export interface BookApi {
  list(query: z.input<typeof ListBooks>): Promise<BookPage>;
  counts(): Promise<BookCounts>;
  create(book: CreateBook): Promise<Book>;
  update(update: BookUpdate): Promise<Book>;
  remove(book: BookRemoval): Promise<BookRemoval>;
}
