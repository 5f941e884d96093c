import { expect, it } from 'vitest';
import { loggerTo, toReadable } from './logger.ts';

it('writes a readable line, and the stack of an error below it', () => {
  const lines: string[] = [];
  const logger = loggerTo({ write: (line) => lines.push(line) });
  logger.info({ port: 3000 }, 'Listening');
  logger.error(new Error('Out of paper'));
  const [info = '', error = ''] = lines.map(toReadable);
  expect(info).toMatch(/^\d\d:\d\d:\d\d info Listening\n$/);
  expect(error).toMatch(/^\d\d:\d\d:\d\d error Out of paper\nError: Out of paper\n +at /);
});
