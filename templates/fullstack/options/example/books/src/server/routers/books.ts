import * as z from 'zod';
import { BookId, CreateBook, ListBooks, UpdateBook } from '@/modules/books/schema.ts';
import { createBooksService } from '@/modules/books/service.ts';
import { publicProcedure, router } from '../trpc.ts';

const procedure = publicProcedure.use(({ ctx, next }) =>
  next({ ctx: { books: createBooksService(ctx) } }),
);

/** The reading list. The schemas of the module validate the input, its service does the work. */
export const booksRouter = router({
  // Not strict, because an infinite query of TanStack also sends its direction.
  list: procedure.input(z.object(ListBooks.shape)).query(({ ctx, input }) => ctx.books.list(input)),

  counts: procedure.query(({ ctx }) => ctx.books.counts()),

  get: procedure.input(BookId).query(({ ctx, input }) => ctx.books.get(input.id)),

  create: procedure.input(CreateBook).mutation(({ ctx, input }) => ctx.books.create(input)),

  update: procedure
    .input(BookId.extend({ changes: UpdateBook }))
    .mutation(({ ctx, input }) => ctx.books.update(input.id, input.changes)),

  remove: procedure.input(BookId).mutation(({ ctx, input }) => ctx.books.remove(input.id)),
});
