import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../test/database/use-database.ts';
import { spawnNode } from '../test/spawn.ts';

const database = useDatabase();

describe('the server', () => {
  it('finishes open requests on SIGTERM, takes no new ones and waits for no idle connection', async () => {
    const { server, port } = await startServer();
    await (await fetch(`http://127.0.0.1:${port}/healthz`)).text();
    const request = await openRequest(port);
    server.process.kill('SIGTERM');
    await server.printed(/finishing open requests/);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();

    request.finish();
    expect(await request.answer).toMatch(/^HTTP\/1.1 404/);
    expect(await server.exited).toBe(0);
  });

  it('exits at once on a second signal', async () => {
    const { server, port } = await startServer();
    await openRequest(port);
    server.process.kill('SIGINT');
    await server.printed(/finishing open requests/);
    server.process.kill('SIGINT');
    expect(await server.exited).toBe(1);
  });
});

async function startServer() {
  const env = { DATABASE_URL: database.url, HOST: '127.0.0.1', PORT: '0' };
  const server = spawnNode(['--import', 'tsx/esm', 'src/server.ts'], { env });
  const [, port = ''] = await server.printed(/localhost:(\d+)/);
  return { server, port };
}

/** Sends a request without its last byte. The server reads the body before it looks for the path. */
async function openRequest(port: string) {
  const socket = connect(Number(port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => {});
  const head =
    'POST /api/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n';
  await once(socket, 'connect');
  await new Promise((resolve) => socket.write(`${head}{`, resolve));
  // The server must have seen it before it is told to stop.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    finish: () => socket.write('}'),
    answer: once(socket, 'close').then(() => answer),
  };
}
