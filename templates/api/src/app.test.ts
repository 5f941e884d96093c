import { describe, expect, it } from 'vitest';
import { testApp } from '../test/app.ts';
import { useDatabase } from '../test/database/use-database.ts';
import { PATH, things } from '../test/things.ts';
import type { AppOptions } from './app.ts';
import { createPrismaClient } from './db/client.ts';
import { ProblemDetails } from './http/problem.ts';

const database = useDatabase();

function thingsApp(options: Partial<AppOptions> = {}) {
  return testApp({ ...database, modules: { things }, ...options });
}

describe('errors', () => {
  it('are problems, with the id of the request', async () => {
    const { client } = thingsApp();
    const { body, headers } = await client.get('/nothing?secret=1').set('X-Request-Id', 'abc-1');
    expect(headers['content-type']).toContain('application/problem+json');
    expect(ProblemDetails.parse(body)).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'There is nothing at this path.',
      instance: '/nothing',
      requestId: 'abc-1',
    });
    expect(headers['x-request-id']).toBe('abc-1');
  });

  it('of the server tell nothing to the caller and everything to the log', async () => {
    const prisma = createPrismaClient('postgresql://user@127.0.0.1:1/nothing');
    const { client, logged } = thingsApp({ prisma });
    const { body, text } = await client.get(PATH).expect(500);
    expect(ProblemDetails.parse(body).title).toBe('Internal Server Error');
    expect(text).not.toContain('127.0.0.1');
    expect(logged.join('')).toContain("Can't reach database server");
  });

  it('of the server are reported, and those of a caller are not', async () => {
    const reports: unknown[] = [];
    const prisma = createPrismaClient('postgresql://user@127.0.0.1:1/nothing');
    const { client } = thingsApp({
      prisma,
      reportError: (error, context) => reports.push({ error, ...context }),
    });
    await client.get(`${PATH}?limit=0`).expect(400);
    await client.get(PATH).set('X-Request-Id', 'abc-1').expect(500);
    expect(reports).toEqual([
      { error: expect.any(Error), requestId: 'abc-1', method: 'GET', path: PATH },
    ]);
  });

  it.each([
    [400, 'a body that is no JSON', '{"name":', 'application/json'],
    [413, 'a body that is too large', JSON.stringify('x'.repeat(200_000)), 'application/json'],
    [415, 'a body of another type', 'name=One', 'application/x-www-form-urlencoded'],
    [400, 'no body', '', 'application/json'],
  ])('are %i for %s', async (status, _, body, type) => {
    const { client } = thingsApp();
    const answer = await client.post(PATH).type(type).send(body).expect(status);
    expect(ProblemDetails.parse(answer.body).status).toBe(status);
  });

  it('name each field that is wrong', async () => {
    const { client } = thingsApp();
    const { body } = await client.post(PATH).send({ name: '', colour: 'red' }).expect(400);
    expect(body.errors).toMatchObject([
      { in: 'body', path: 'name' },
      { in: 'body', path: '' },
    ]);
  });

  it('are 405 for a method that a path does not have', async () => {
    const { headers } = await thingsApp().client.put(PATH).expect(405);
    expect(headers.allow).toBe('GET, POST');
  });

  it('are 400 for a path that cannot be decoded', async () => {
    await thingsApp().client.get(`${PATH}/%zz`).expect(400);
  });
});

describe('CORS', () => {
  const { origin } = new URL('https://shop.example.com');

  it('lets the listed origins in', async () => {
    const { client } = thingsApp({ corsOrigins: [origin] });
    const { headers } = await client.options(PATH).set('Origin', origin).expect(204);
    expect(headers['access-control-allow-origin']).toBe(origin);
  });

  it('lets no other origin in', async () => {
    const { client } = thingsApp({ corsOrigins: [origin] });
    const { headers } = await client.get(PATH).set('Origin', 'https://other.example.com');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('the rate limit', () => {
  it('answers 429 above the limit, and still says that it is healthy', async () => {
    const { client } = thingsApp({ rateLimitPerMinute: 1 });
    await client.get(PATH).expect(200);
    const { body, headers } = await client.get(PATH).expect(429);
    expect(ProblemDetails.parse(body).status).toBe(429);
    expect(headers).toHaveProperty('retry-after');
    await client.get('/healthz').expect(200);
  });

  it('counts the callers behind a trusted proxy apart', async () => {
    const { client } = thingsApp({ rateLimitPerMinute: 1, trustProxy: 1 });
    await client.get(PATH).set('X-Forwarded-For', '192.0.2.1').expect(200);
    await client.get(PATH).set('X-Forwarded-For', '192.0.2.2').expect(200);
    await client.get(PATH).set('X-Forwarded-For', '192.0.2.1').expect(429);
  });
});

describe('the log', () => {
  it('has one line a request and no secret', async () => {
    const { client, logged } = thingsApp();
    await client.get(PATH).set('Authorization', 'Bearer hunter2').set('Cookie', 'a=hunter2');
    expect(logged).toHaveLength(1);
    expect(logged[0]).not.toContain('hunter2');
    expect(logged[0]).toContain('[Redacted]');
  });

  it('has the stack of an error once', async () => {
    const prisma = createPrismaClient('postgresql://user@127.0.0.1:1/nothing');
    const { client, logged } = thingsApp({ prisma });
    await client.get(PATH).expect(500);
    const lines = logged.map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { msg: 'The request failed', err: { stack: expect.any(String) }, reqId: expect.any(String) },
      { msg: `GET ${PATH} 500`, req: { id: lines[0].reqId } },
    ]);
    expect(lines[1]).not.toHaveProperty('err');
  });

  it('leaves health checks out', async () => {
    const { client, logged } = thingsApp();
    await client.get('/readyz').expect(200);
    expect(logged).toEqual([]);
  });
});

describe('responses', () => {
  it('carry security headers and do not name the framework', async () => {
    const { headers } = await thingsApp().client.get('/healthz');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers).toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('are compressed', async () => {
    const { headers } = await thingsApp().client.get('/openapi.json').expect(200);
    expect(headers['content-encoding']).toBe('gzip');
  });
});
