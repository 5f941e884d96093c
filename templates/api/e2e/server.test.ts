import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../scripts/postgres/databases.mjs';
import { testServer } from '../test/database/test-server.ts';
import { spawnNode } from '../test/spawn.ts';

let DATABASE_URL: string;

beforeAll(async () => {
  const { url, template } = await testServer();
  DATABASE_URL = await createDatabase(url, `${template}_${randomUUID()}`, { template });
});

describe('the built server', () => {
  it('walks a book through its life', async () => {
    const { server, origin } = await startServer();
    expect(await (await fetch(`${origin}/readyz`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${origin}/openapi.json`)).json()).toMatchObject({
      paths: { '/api/v1/books/{id}': expect.anything() },
    });

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

    server.process.kill('SIGTERM');
    expect(await server.exited).toBe(0);
  });

  it('says that its port is taken', async () => {
    const { port } = await startServer();
    const second = spawnServer({ PORT: port });
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain('EADDRINUSE');
  });

  it('names the variable that is missing, and no line of its code', async () => {
    const server = spawnServer({ DATABASE_URL: '' });
    expect(await server.exited).toBe(1);
    expect(server.output()).toContain('DATABASE_URL: is not set');
    expect(server.output()).not.toContain('    at ');
  });
});

function spawnServer(variables: Record<string, string> = {}) {
  const env = { NODE_ENV: 'production', DATABASE_URL, HOST: '127.0.0.1', PORT: '0', ...variables };
  return spawnNode(['--enable-source-maps', 'dist/server.js'], { env });
}

async function startServer() {
  const server = spawnServer();
  const [, port = ''] = await server.printed(/"port":(\d+)/);
  return { server, port, origin: `http://127.0.0.1:${port}` };
}

function send(method: string, url: string, body?: unknown) {
  return fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
