import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { drain } from './shutdown.ts';

describe('drain', () => {
  it('cuts off a request that never ends', async () => {
    const server = createServer(() => {});
    const { closed } = await openRequest(server);
    expect(await drain(server, 100)).toBe(false);
    await closed;
  });

  it('closes the connection behind the last response', async () => {
    const server = createServer((_request, response) => setTimeout(() => response.end('done'), 50));
    const { closed } = await openRequest(server);
    expect(await drain(server, 5_000)).toBe(true);
    expect(await closed).toContain('done');
  });
});

/** Sends a request on a keep-alive connection. */
async function openRequest(server: Server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  const closed = once(socket, 'close').then(() => answer);
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(server, 'request');
  return { closed };
}
