import { TRPCError } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { orNotFound } from './server.ts';

describe('orNotFound', () => {
  it('gives what the call found', async () => {
    expect(await orNotFound(Promise.resolve('found'))).toBe('found');
  });

  it.each(['NOT_FOUND', 'BAD_REQUEST'] as const)('shows the page for %s', async (code) => {
    const call = Promise.reject(new TRPCError({ code }));
    await expect(orNotFound(call)).rejects.toThrow('404');
  });

  it('lets every other error pass', async () => {
    const error = new TRPCError({ code: 'INTERNAL_SERVER_ERROR' });
    await expect(orNotFound(Promise.reject(error))).rejects.toBe(error);
  });
});
