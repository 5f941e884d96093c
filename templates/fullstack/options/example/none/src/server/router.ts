import { createCallerFactory, router } from './trpc.ts';

/** All procedures: one line for each feature. */
export const appRouter = router({
  // loans: loansRouter,
});

/** The types of the procedures, for the browser. */
export type AppRouter = typeof appRouter;

/** Calls procedures in process: server components and tests need no HTTP. */
export const createCaller = createCallerFactory(appRouter);
