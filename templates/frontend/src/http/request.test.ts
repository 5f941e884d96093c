import { expect, it, vi } from 'vitest';
import * as z from 'zod';
import { problemOf } from '@/modules/problem.ts';
import { Refusal, request } from './request.ts';

const Thing = z.object({ id: z.string() });

function answer(body: BodyInit, status: number) {
  return vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(body, { status }));
}

it('sends JSON, and gives the answer that the schema describes', async () => {
  const fetch = answer('{"id":"t1"}', 201);
  expect(await request(Thing, '/api/things', { method: 'POST', body: { name: 'Lamp' } })).toEqual({
    id: 't1',
  });
  expect(fetch).toHaveBeenCalledWith('/api/things', {
    method: 'POST',
    body: '{"name":"Lamp"}',
    headers: { 'content-type': 'application/json' },
  });
});

it('throws the problem that the server named', async () => {
  const problem = problemOf('conflict', [{ path: 'name', message: 'Taken' }]);
  answer(JSON.stringify(problem), 409);
  await expect(request(Thing, '/api/things')).rejects.toEqual(new Refusal(problem));
});

it('has a problem for an answer that is not from here', async () => {
  answer('<h1>Bad gateway</h1>', 502);
  await expect(request(Thing, '/api/things')).rejects.toEqual(new Refusal(problemOf('unexpected')));
});
