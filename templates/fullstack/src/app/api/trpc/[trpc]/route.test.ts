import { expect, it } from 'vitest';
import { GET } from './route.ts';

const ask = (headers: Record<string, string> = {}) =>
  GET(new Request('http://localhost/api/trpc/nowhere', { headers }));

it('gives each request an id, or keeps the one it came with', async () => {
  const ids = [await ask(), await ask()].map(({ headers }) => headers.get('x-request-id'));
  expect(ids[0]).toMatch(/^[\w-]{36}$/);
  expect(ids[1]).not.toBe(ids[0]);
  const given = await ask({ 'x-request-id': 'edge-7f3a' });
  expect(given.headers.get('x-request-id')).toBe('edge-7f3a');
});

it('does not take just anything for an id', async () => {
  const { headers } = await ask({ 'x-request-id': 'x'.repeat(65) });
  expect(headers.get('x-request-id')).toHaveLength(36);
});

it('says that there is no such procedure', async () => {
  const response = await ask();
  expect(response.status).toBe(404);
  expect((await response.json()).error.data.problem.kind).toBe('missing');
});
