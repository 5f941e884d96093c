import * as z from 'zod';
import type { BookCounts } from '@/modules/books/data.ts';
import { BookId, CreateBook, ListBooks, UpdateBook } from '@/modules/books/schema.ts';
import { createBooksService } from '@/modules/books/service.ts';
import { publicProcedure, router } from '../trpc.ts';

const procedure = publicProcedure.use(({ ctx, next }) =>
  next({ ctx: { books: createBooksService(ctx.prisma) } }),
);

/** The reading list. What may come in is said by the schemas of the module, what happens by its service. */
export const booksRouter = router({
  // Not strict: an infinite query of TanStack sends its direction along.
  list: procedure.input(z.object(ListBooks.shape)).query(({ ctx, input }) => ctx.books.list(input)),

  counts: procedure.query(async ({ ctx }): Promise<BookCounts> => {
    const rows = await ctx.prisma.book.groupBy({ by: 'status', _count: true });
    const counts: BookCounts = { planned: 0, reading: 0, finished: 0 };
    for (const { status, _count } of rows) counts[status] = _count;
    return counts;
  }),

  get: procedure.input(BookId).query(({ ctx, input }) => ctx.books.get(input.id)),

  create: procedure.input(CreateBook).mutation(({ ctx, input }) => ctx.books.create(input)),

  update: procedure
    .input(BookId.extend({ changes: UpdateBook }))
    .mutation(({ ctx, input }) => ctx.books.update(input.id, input.changes)),

  remove: procedure.input(BookId).mutation(async ({ ctx, input }) => {
    await ctx.books.remove(input.id);
    return input;
  }),
});
