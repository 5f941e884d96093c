import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testApp } from '../../test/app.ts';
import { useDatabase } from '../../test/database/use-database.ts';
import { createPrismaClient } from '../db/client.ts';

const database = useDatabase();

describe('GET /readyz', () => {
  it('is ok while the database answers', async () => {
    await testApp(database).client.get('/readyz').expect(200, { status: 'ok' });
  });

  it('is 503 when the database cannot be reached, and the process still lives', async () => {
    const prisma = createPrismaClient('postgresql://user@127.0.0.1:1/nothing');
    const { client } = testApp({ prisma });
    const { body } = await client.get('/readyz').expect(503);
    expect(body.detail).toBe('The database cannot be reached.');
    await client.get('/healthz').expect(200, { status: 'ok' });
  });

  it('is 503 when the database accepts the connection and says nothing', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const prisma = createPrismaClient(`postgresql://user@127.0.0.1:${port}/nothing`);
    const { client } = testApp({ prisma, readyTimeoutMs: 100 });
    const { body } = await client.get('/readyz').expect(503);
    expect(body.detail).toBe('The database does not answer.');
  });
});
