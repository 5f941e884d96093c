import { booksRouter } from './routers/books.ts';
import { createCallerFactory, router } from './trpc.ts';

/** All procedures: one line for each feature. */
export const appRouter = router({
  books: booksRouter,
});

/** The types of the procedures, for the browser. */
export type AppRouter = typeof appRouter;

/** Calls procedures in process: server components and tests need no HTTP. */
export const createCaller = createCallerFactory(appRouter);
