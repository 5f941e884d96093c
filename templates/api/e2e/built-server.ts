import { randomUUID } from 'node:crypto';
import { beforeAll } from 'vitest';
import { createDatabase } from '../scripts/postgres/databases.mjs';
import { testServer } from '../test/database/test-server.ts';
import { spawnNode } from '../test/spawn.ts';

/** Starts the built server, on a migrated database that the tests of a file share. */
export function useBuiltServer() {
  let DATABASE_URL: string;

  beforeAll(async () => {
    const { url, template } = await testServer();
    DATABASE_URL = await createDatabase(url, `${template}_${randomUUID()}`, { template });
  });

  function spawn(variables: Record<string, string> = {}) {
    const settings = { NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0' };
    const env = { DATABASE_URL, ...settings, ...variables };
    return spawnNode(['--enable-source-maps', 'dist/server.js'], { env });
  }

  async function start() {
    const server = spawn();
    const [, port = ''] = await server.printed(/localhost:(\d+)/);
    return { server, port, origin: `http://127.0.0.1:${port}` };
  }

  return { spawn, start };
}
