import { initTRPC, TRPCError } from '@trpc/server';
import type { Context } from './context.ts';
import { explain, problemIn } from './errors.ts';

const t = initTRPC.context<Context>().create({
  errorFormatter({ shape, error }) {
    const problem = problemIn(error);
    return {
      ...shape,
      // What an unexpected error says of itself is for the log, not for the world.
      message: problem.kind === 'unexpected' ? problem.message : shape.message,
      data: { ...shape.data, problem },
    };
  },
});

const timed = t.middleware(async ({ ctx, next, path, type }) => {
  const start = performance.now();
  const result = await next();
  const outcome = result.ok ? 'ok' : result.error.code;
  ctx.log(`${type} ${path} ${outcome} in ${Math.round(performance.now() - start)} ms`);
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
export const publicProcedure = t.procedure.use(timed).use(explained);

/** For those who are signed in: `ctx.user` is there. */
export const signedInProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in first.' });
  return next({ ctx: { user: ctx.user } });
});
