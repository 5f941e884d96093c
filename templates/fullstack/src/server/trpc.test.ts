import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { RuleError } from '@/modules/rule-error.ts';
import type { Context } from './context.ts';
import { createCallerFactory, publicProcedure, router, signedInProcedure } from './trpc.ts';

const testRouter = router({
  whoAmI: signedInProcedure.query(({ ctx }) => ctx.user.id),
  square: publicProcedure
    .input(z.object({ side: z.int().min(1, 'Must be at least 1') }))
    .query(({ input }) => input.side ** 2),
  clash: publicProcedure.query(() => {
    throw new RuleError('conflict', [{ path: 'title', message: 'Taken' }]);
  }),
  burst: publicProcedure.query(() => {
    throw new Error('password=secret');
  }),
});

function contextOf(details: Partial<Context> = {}): Context {
  // These procedures ask no database.
  return { prisma: {} as Context['prisma'], user: null, log: () => {}, ...details };
}

describe('a procedure for those who are signed in', () => {
  const createCaller = createCallerFactory(testRouter);

  it('is closed to nobody in particular', async () => {
    const call = createCaller(contextOf()).whoAmI();
    await expect(call).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it('knows who asks', async () => {
    expect(await createCaller(contextOf({ user: { id: 'u1' } })).whoAmI()).toBe('u1');
  });
});

it('logs what was asked, how it went and how long it took', async () => {
  const lines: string[] = [];
  const context = contextOf({ log: (line) => lines.push(line) });
  await createCallerFactory(testRouter)(context).square({ side: 3 });
  expect(lines).toEqual([expect.stringMatching(/^query square ok in \d+ ms$/)]);
});

describe('an error over HTTP', () => {
  async function ask(procedure: string, input = '{}') {
    const response = await fetchRequestHandler({
      endpoint: '',
      req: new Request(`http://localhost/${procedure}?input=${encodeURIComponent(input)}`),
      router: testRouter,
      createContext: () => contextOf(),
    });
    return {
      status: response.status,
      text: await response.clone().text(),
      ...(await response.json()),
    };
  }

  it('names the fields that the schema refused', async () => {
    expect(await ask('square', '{"side":0}')).toMatchObject({
      status: 400,
      error: { data: { problem: { kind: 'invalid', fields: { side: 'Must be at least 1' } } } },
    });
  });

  it('names the fields that a rule refused', async () => {
    expect(await ask('clash')).toMatchObject({
      status: 409,
      error: { data: { problem: { kind: 'conflict', fields: { title: 'Taken' } } } },
    });
  });

  it('keeps to itself what nobody planned for', async () => {
    const { status, error } = await ask('burst');
    expect(status).toBe(500);
    expect(error.message).not.toContain('secret');
    expect(error.data.problem).toMatchObject({ kind: 'unexpected', fields: {} });
  });
});
