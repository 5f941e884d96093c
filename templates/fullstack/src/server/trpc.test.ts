import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Prisma } from '@/generated/prisma/client.ts';
import { RuleError } from '@/modules/rule-error.ts';
import { contextOf } from '../../test/context.ts';
import { createCallerFactory, publicProcedure, router, signedInProcedure } from './trpc.ts';

const testRouter = router({
  whoAmI: signedInProcedure.query(({ ctx }) => ctx.user.id),
  square: publicProcedure
    .input(z.object({ side: z.int().min(1, 'Must be at least 1') }))
    .query(({ input }) => input.side ** 2),
  clash: publicProcedure.query(() => {
    throw new RuleError('conflict', [{ path: 'title', message: 'Taken' }]);
  }),
  query: publicProcedure.input(z.string()).query(({ input: code }) => {
    throw new Prisma.PrismaClientKnownRequestError('insides', { code, clientVersion: '7' });
  }),
  burst: publicProcedure.query(() => {
    throw new Error('password=secret');
  }),
});

describe('a procedure for those who are signed in', () => {
  const createCaller = createCallerFactory(testRouter);

  it('refuses a call without a user', async () => {
    const call = createCaller(contextOf()).whoAmI();
    await expect(call).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it('knows who asks', async () => {
    expect(await createCaller(contextOf({ user: { id: 'u1' } })).whoAmI()).toBe('u1');
  });
});

describe('the log', () => {
  async function logOf(call: (caller: ReturnType<typeof createCaller>) => Promise<unknown>) {
    const lines: Record<string, unknown>[] = [];
    const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
    await call(createCaller(contextOf({ log }))).catch(() => {});
    return lines;
  }
  const createCaller = createCallerFactory(testRouter);

  it('has one line for a call: what was asked, how it went and how long it took', async () => {
    expect(await logOf((caller) => caller.square({ side: 3 }))).toEqual([
      expect.objectContaining({
        level: pino.levels.values.info,
        procedure: 'square',
        type: 'query',
        outcome: 'ok',
        ms: expect.any(Number),
      }),
    ]);
  });

  it('has the whole of an error that nobody planned for, and no other', async () => {
    expect(await logOf((caller) => caller.burst())).toMatchObject([
      { level: pino.levels.values.error, err: { message: 'password=secret' } },
    ]);
    const [line] = await logOf((caller) => caller.clash());
    expect(line).toMatchObject({ level: pino.levels.values.info, outcome: 'CONFLICT' });
    expect(line).not.toHaveProperty('err');
  });
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

  it.each([
    ['P2002', 'a value that is taken', 409, 'conflict'],
    ['P2003', 'a record that others refer to', 409, 'conflict'],
    ['P2025', 'a record that is not there', 404, 'missing'],
  ])('knows what %s of the database means: %s', async (code, _, status, kind) => {
    const answer = await ask('query', JSON.stringify(code));
    expect(answer).toMatchObject({ status, error: { data: { problem: { kind } } } });
    expect(answer.error.message).not.toContain('insides');
  });

  it('says what else was refused, and why', async () => {
    expect(await ask('whoAmI')).toMatchObject({
      status: 401,
      error: { data: { problem: { kind: 'unexpected', message: 'Sign in first.' } } },
    });
  });

  it('does not disclose an unexpected error', async () => {
    const { status, error } = await ask('burst');
    expect(status).toBe(500);
    expect(error.message).not.toContain('secret');
    expect(error.data.problem).toMatchObject({ kind: 'unexpected', fields: {} });
  });
});
