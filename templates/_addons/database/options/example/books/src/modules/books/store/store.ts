import type * as z from 'zod';
import type { PrismaClient } from '../../../db/client.ts';
import { database } from '../../../db/database.ts';
import { queryOne } from '../../query-one.ts';
import { type Book, type BookPage, CreateBook, ListBooks, UpdateBook } from '../schema.ts';
import { createBooksService } from '../service.ts';
import type { BookCounts } from '../status.ts';

export type BookStore = ReturnType<typeof createBookStore>;

/** The books in the database. It validates all input, and an unknown id gives null instead of an error. */
export function createBookStore(prisma: PrismaClient) {
  const books = createBooksService({ prisma, user: null });
  return {
    async list(input: z.input<typeof ListBooks>): Promise<BookPage> {
      return books.list(ListBooks.parse(input));
    },

    async counts(): Promise<BookCounts> {
      return books.counts();
    },

    async get(id: string): Promise<Book | null> {
      return queryOne(id, books.get);
    },

    async create(input: z.input<typeof CreateBook>): Promise<Book> {
      return books.create(CreateBook.parse(input));
    },

    async update(id: string, input: UpdateBook): Promise<Book | null> {
      const changes = UpdateBook.parse(input);
      return queryOne(id, () => books.update(id, changes));
    },

    async remove(id: string): Promise<boolean> {
      return (await queryOne(id, books.remove)) !== null;
    },
  };
}

/** The store of this server process. */
export function bookStore(): BookStore {
  return createBookStore(database());
}
