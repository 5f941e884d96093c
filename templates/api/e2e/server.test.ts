import { describe, expect, it } from 'vitest';
import { useBuiltServer } from './built-server.ts';

const builtServer = useBuiltServer();

describe('the built server', () => {
  it('is ready, describes itself and ends on SIGTERM', async () => {
    const { server, origin } = await builtServer.start();
    expect(await (await fetch(`${origin}/readyz`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${origin}/openapi.json`)).json()).toMatchObject({
      paths: { '/healthz': expect.anything() },
    });
    for (const path of ['/', '/theme.css', '/docs', '/docs/swagger-ui-bundle.js']) {
      expect([path, (await fetch(`${origin}${path}`)).status]).toEqual([path, 200]);
    }

    server.process.kill('SIGTERM');
    expect(await server.exited).toBe(0);
  });

  it('logs JSON', async () => {
    const { server, origin } = await builtServer.start();
    await fetch(`${origin}/nothing`);
    const [line = ''] = await server.printed(/.*GET \/nothing.*/);
    expect(JSON.parse(line)).toMatchObject({ level: 30, res: { statusCode: 404 } });
  });

  it('says that its port is taken', async () => {
    const { port } = await builtServer.start();
    const second = builtServer.spawn({ PORT: port });
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain('EADDRINUSE');
  });

  it('names the variable that is missing, and no line of its code', async () => {
    const server = builtServer.spawn({ DATABASE_URL: '' });
    expect(await server.exited).toBe(1);
    expect(server.output()).toContain('DATABASE_URL: is not set');
    expect(server.output()).not.toContain('    at ');
  });
});
