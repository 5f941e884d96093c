import { describe, expect, it } from 'vitest';
import { testApp } from '../test/app.ts';
import { useDatabase } from '../test/database/use-database.ts';
import { createPrismaClient } from './db/client.ts';
import { ProblemDetails } from './http/problem.ts';

const BOOKS = '/api/v1/books';

const database = useDatabase();

describe('errors', () => {
  it('are problems, with the id of the request', async () => {
    const { client } = testApp(database);
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
    const { client, logged } = testApp({ prisma });
    const { body, text } = await client.get(BOOKS).expect(500);
    expect(ProblemDetails.parse(body).title).toBe('Internal Server Error');
    expect(text).not.toContain('127.0.0.1');
    expect(logged.join('')).toContain("Can't reach database server");
  });

  it.each([
    [400, 'a body that is no JSON', '{"title":', 'application/json'],
    [413, 'a body that is too large', JSON.stringify('x'.repeat(200_000)), 'application/json'],
    [415, 'a body of another type', 'title=Emma', 'application/x-www-form-urlencoded'],
    [400, 'no body', '', 'application/json'],
  ])('are %i for %s', async (status, _, body, type) => {
    const { client } = testApp(database);
    const answer = await client.post(BOOKS).type(type).send(body).expect(status);
    expect(ProblemDetails.parse(answer.body).status).toBe(status);
  });

  it('are 405 for a method that a path does not have', async () => {
    const { headers } = await testApp(database).client.put(BOOKS).expect(405);
    expect(headers.allow).toBe('GET, POST');
  });

  it('are 400 for a path that cannot be decoded', async () => {
    await testApp(database).client.get(`${BOOKS}/%zz`).expect(400);
  });
});

describe('CORS', () => {
  const { origin } = new URL('https://shop.example.com');

  it('lets the listed origins in', async () => {
    const { client } = testApp({ ...database, corsOrigins: [origin] });
    const { headers } = await client.options(BOOKS).set('Origin', origin).expect(204);
    expect(headers['access-control-allow-origin']).toBe(origin);
  });

  it('lets no other origin in', async () => {
    const { client } = testApp({ ...database, corsOrigins: [origin] });
    const { headers } = await client.get(BOOKS).set('Origin', 'https://other.example.com');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('the rate limit', () => {
  it('answers 429 above the limit, and still says that it is healthy', async () => {
    const { client } = testApp({ ...database, rateLimitPerMinute: 1 });
    await client.get(BOOKS).expect(200);
    const { body, headers } = await client.get(BOOKS).expect(429);
    expect(ProblemDetails.parse(body).status).toBe(429);
    expect(headers).toHaveProperty('retry-after');
    await client.get('/healthz').expect(200);
  });

  it('counts the callers behind a trusted proxy apart', async () => {
    const { client } = testApp({ ...database, rateLimitPerMinute: 1, trustProxy: 1 });
    await client.get(BOOKS).set('X-Forwarded-For', '192.0.2.1').expect(200);
    await client.get(BOOKS).set('X-Forwarded-For', '192.0.2.2').expect(200);
    await client.get(BOOKS).set('X-Forwarded-For', '192.0.2.1').expect(429);
  });
});

describe('the log', () => {
  it('has one line a request and no secret', async () => {
    const { client, logged } = testApp(database);
    await client.get(BOOKS).set('Authorization', 'Bearer hunter2').set('Cookie', 'a=hunter2');
    expect(logged).toHaveLength(1);
    expect(logged[0]).not.toContain('hunter2');
    expect(logged[0]).toContain('[Redacted]');
  });

  it('leaves health checks out', async () => {
    const { client, logged } = testApp(database);
    await client.get('/readyz').expect(200);
    expect(logged).toEqual([]);
  });
});

describe('responses', () => {
  it('carry security headers and do not name the framework', async () => {
    const { headers } = await testApp(database).client.get('/healthz');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers).toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('are compressed', async () => {
    const { headers } = await testApp(database).client.get('/openapi.json').expect(200);
    expect(headers['content-encoding']).toBe('gzip');
  });
});

describe('GET /docs', () => {
  it('shows every operation and loads nothing from elsewhere', async () => {
    const { client } = testApp(database);
    const { text } = await client.get('/docs').expect(200).expect('Content-Type', /html/);
    expect(text).toContain('id="createBook"');
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(text).not.toContain('<script');
    await client.get('/docs/style.css').expect(200).expect('Content-Type', /css/);
  });
});
