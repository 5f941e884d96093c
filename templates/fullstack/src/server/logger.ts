import process from 'node:process';
import { type Logger, pino } from 'pino';

// `next dev` pipes the output of its server, so only stdin shows whether there is a terminal.
const isReadable = process.env.NODE_ENV === 'development' && process.stdin.isTTY;

/**
 * JSON lines on stdout or, at a terminal in development, readable lines. The level is not checked here, because a build
 * needs no environment: the server checks it when it starts.
 */
export const logger: Logger = pino({
  level: process.env.LOG_LEVEL || 'info',
  ...(isReadable && {
    transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', singleLine: true } },
  }),
});
