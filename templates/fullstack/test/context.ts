import { pino } from 'pino';
import type { Context } from '../src/server/context.ts';

/** The context of a procedure in a test. A test that needs a database passes it. */
export function contextOf(details: Partial<Context> = {}): Context {
  return {
    prisma: {} as Context['prisma'],
    user: null,
    log: pino({ level: 'silent' }),
    ...details,
  };
}
