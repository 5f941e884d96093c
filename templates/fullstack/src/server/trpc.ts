import { initTRPC, TRPCError } from '@trpc/server';
import type { Context } from './context.ts';
import { explain, isUnexpected, toProblem } from './errors.ts';

const t = initTRPC.context<Context>().create({
  errorFormatter({ shape, error }) {
    const problem = toProblem(error);
    // The message of an unexpected error is for the log, not for the caller.
    const message = isUnexpected(error.code) ? problem.message : shape.message;
    return { ...shape, message, data: { ...shape.data, problem } };
  },
});

/** Logs one line for each call: the procedure, its result and its duration. */
const logged = t.middleware(async ({ ctx, next, path, type }) => {
  const start = performance.now();
  const result = await next();
  const ms = Math.round(performance.now() - start);
  const outcome = result.ok ? 'ok' : result.error.code;
  const line = { procedure: path, type, outcome, ms };
  if (result.ok || !isUnexpected(result.error.code)) ctx.log.info(line, 'call');
  else ctx.log.error({ ...line, err: result.error.cause ?? result.error }, 'call');
  return result;
});

/** Translates errors of the domain and the database. */
const explained = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw explain(result.error);
  return result;
});

export const { router, createCallerFactory } = t;

/** For everyone. */
export const publicProcedure = t.procedure.use(logged).use(explained);

/** For users who are signed in: `ctx.user` is not null. */
export const signedInProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in first.' });
  return next({ ctx: { user: ctx.user } });
});
