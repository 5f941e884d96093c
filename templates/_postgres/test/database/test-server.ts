import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';

export type TestServer = {
  url: string;
  /** A migrated database to copy. */
  template: string;
  /** Whether others use the server too, so that the tests must drop their databases. */
  shared: boolean;
};

/** Waits for the server that the global set-up has started. */
export async function testServer(): Promise<TestServer> {
  const file = inject('testServerFile');
  while (!existsSync(file)) await sleep(10);
  const server: TestServer | { problem: string } = JSON.parse(readFileSync(file, 'utf8'));
  if ('problem' in server) throw new Error(server.problem);
  return server;
}

/** A folder for a test that uses the server. It is removed after the run, however the run ends. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(dirname(inject('testServerFile')), 'test-'));
}
