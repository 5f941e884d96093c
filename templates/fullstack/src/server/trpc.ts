import { initTRPC, TRPCError } from '@trpc/server';
import type { Context } from './context.ts';
import { explain, isUnexpected, toProblem } from './errors.ts';

const t = initTRPC.context<Context>().create({
  errorFormatter({ shape, error }) {
    const problem = toProblem(error);
    // What an unexpected error says of itself is for the log, not for the world.
    const message = isUnexpected(error.code) ? problem.message : shape.message;
    return { ...shape, message, data: { ...shape.data, problem } };
  },
});

/** One line for each call: what was asked, how it went and how long it took. */
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

/** Errors of the domain leave as what they mean over the wire. */
const explained = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw explain(result.error);
  return result;
});

export const { router, createCallerFactory } = t;

/** For everybody. */
export const publicProcedure = t.procedure.use(logged).use(explained);

/** For those who are signed in: `ctx.user` is there. */
export const signedInProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in first.' });
  return next({ ctx: { user: ctx.user } });
});
