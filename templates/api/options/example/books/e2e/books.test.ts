import { expect, it } from 'vitest';
import { useBuiltServer } from './built-server.ts';

const builtServer = useBuiltServer();

it('creates, changes and deletes a book', async () => {
  const { origin } = await builtServer.start();
  const created = await send('POST', `${origin}/api/v1/books`, {
    title: 'Emma',
    author: 'Jane Austen',
    year: 1815,
  });
  expect(created.status).toBe(201);
  const book = `${origin}${created.headers.get('location')}`;
  expect(await (await fetch(book)).json()).toMatchObject({ title: 'Emma', status: 'planned' });

  const changed = await send('PATCH', book, { status: 'finished', rating: 5 });
  expect(await changed.json()).toMatchObject({ status: 'finished', rating: 5 });

  const list = await fetch(`${origin}/api/v1/books?q=emma&status=finished`);
  expect(await list.json()).toMatchObject({ items: [{ title: 'Emma' }], nextCursor: null });

  expect((await send('DELETE', book)).status).toBe(204);
  expect((await fetch(book)).status).toBe(404);
});

function send(method: string, url: string, body?: unknown) {
  return fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
