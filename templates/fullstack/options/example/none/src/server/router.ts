import { createCallerFactory, router } from './trpc.ts';

/** All procedures: a line for each feature. */
export const appRouter = router({
  // loans: loansRouter,
});

/** All that the browser gets to know of the server. */
export type AppRouter = typeof appRouter;

/** Calls procedures in process: server components and tests need no HTTP. */
export const createCaller = createCallerFactory(appRouter);
