import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { testApp } from '../test/app.ts';
import { useDatabase } from '../test/database/use-database.ts';
import { loggerTo, readableStream } from './logger.ts';

const database = useDatabase();

describe('a readable log', () => {
  it('has the fields of a message on its line', async () => {
    const { logger, written } = await readableLogger();
    logger.info({ id: 7 }, 'Sent');
    expect(written()).toMatch(/^\[\d\d:\d\d:\d\d\] INFO: Sent \{"id":7\}\n$/);
  });

  it('has the stack of an error below', async () => {
    const { logger, written } = await readableLogger();
    logger.error(new Error('Out of paper'));
    expect(written()).toMatch(
      /ERROR: Out of paper \n[\s\S]*"stack":\n +Error: Out of paper\n +at /,
    );
  });

  it('has an error without a stack', async () => {
    const { logger, written } = await readableLogger();
    logger.error({ err: 'out of paper' }, 'Cannot print');
    expect(written()).toMatch(/ERROR: Cannot print[\s\S]*out of paper/);
    expect(written()).not.toContain('undefined');
  });

  it('has one line for each request', async () => {
    const { logger, written } = await readableLogger();
    const { client } = testApp({ ...database, logger });
    await client.get('/nothing?page=2').set('X-Request-Id', 'abc-1').expect(404);
    expect(written()).toMatch(
      /^\[\d\d:\d\d:\d\d\] INFO: GET \/nothing\?page=2 404 \d+ ms \{"reqId":"abc-1"\}\n$/,
    );
  });
});

async function readableLogger() {
  let text = '';
  const destination = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  const stream = await readableStream({ destination, colorize: false });
  if (!stream) throw new Error('pino-pretty is not installed.');
  return { logger: loggerTo(stream), written: () => text };
}
