import { NextRequest } from 'next/server';
import { expect, it } from 'vitest';
import { useStores } from '../../../../test/database/use-stores.ts';
import { DELETE, PATCH } from './[id]/route.ts';
import { GET, POST } from './route.ts';

useStores();

const url = 'http://localhost/api/books';
const post = (body: string) => POST(new Request(url, { method: 'POST', body }));
const at = (id: string) => ({ params: Promise.resolve({ id }) });

it('creates, changes, lists and removes a book', async () => {
  const created = await post(JSON.stringify({ title: 'Emma', author: 'Jane Austen' }));
  expect(created.status).toBe(201);
  const { id } = await created.json();

  const changed = await PATCH(
    new Request(url, { method: 'PATCH', body: JSON.stringify({ status: 'finished', rating: 5 }) }),
    at(id),
  );
  expect(await changed.json()).toMatchObject({ id, status: 'finished', rating: 5 });

  const listed = await GET(new NextRequest(`${url}?q=emma`));
  expect(await listed.json()).toMatchObject({ items: [{ id }], nextCursor: null });

  expect((await DELETE(new Request(url), at(id))).status).toBe(200);
  expect((await DELETE(new Request(url), at(id))).status).toBe(404);
});

it('answers with the fields that are wrong', async () => {
  const response = await post(JSON.stringify({ title: '', author: 'Jane Austen', year: 1.5 }));
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    kind: 'invalid',
    fields: { title: expect.any(String), year: expect.any(String) },
  });
});
