import process from 'node:process';
import { type Logger, pino } from 'pino';

// `next dev` pipes the output of its server, so it is the input that says whether a person is there.
const isReadable = process.env.NODE_ENV === 'development' && process.stdin.isTTY;

/**
 * JSON lines on stdout; in development, a person at a terminal gets readable ones. The level is checked with the rest of
 * the environment when the server starts, not here: a build needs none.
 */
export const logger: Logger = pino({
  level: process.env.LOG_LEVEL || 'info',
  ...(isReadable && {
    transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', singleLine: true } },
  }),
});
