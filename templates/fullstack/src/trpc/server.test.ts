import { TRPCError } from '@trpc/server';
import { expect, it } from 'vitest';
import { orNotFound } from './server.ts';

it('gives what a call finds', async () => {
  expect(await orNotFound(Promise.resolve('found'))).toBe('found');
});

it.each(['NOT_FOUND', 'BAD_REQUEST'] as const)(
  'shows the page for what is not there for %s',
  async (code) => {
    const call = orNotFound(Promise.reject(new TRPCError({ code })));
    await expect(call).rejects.toMatchObject({ digest: expect.stringContaining('404') });
  },
);

it('lets every other error pass', async () => {
  const error = new TRPCError({ code: 'INTERNAL_SERVER_ERROR' });
  await expect(orNotFound(Promise.reject(error))).rejects.toBe(error);
});
