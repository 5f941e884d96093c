import process from 'node:process';
import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * JSON lines on stdout; in development, a person at a terminal gets readable ones. The level is checked with the rest of
 * the environment when the server starts, not here: a build needs none.
 */
export const logger: Logger = pino(
  { level: process.env.LOG_LEVEL || 'info' },
  (await readable()) ?? pino.destination({ sync: true }),
);

async function readable(): Promise<DestinationStream | undefined> {
  // Next.js replaces NODE_ENV in a build and leaves this branch out, and its package with it.
  if (process.env.NODE_ENV === 'development' && process.stdout.isTTY) {
    const { default: pretty } = await import('pino-pretty');
    return pretty({ sync: true, ignore: 'pid,hostname' });
  }
  return undefined;
}
