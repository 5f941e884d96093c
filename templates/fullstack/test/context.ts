import { pino } from 'pino';
import type { Context } from '../src/server/context.ts';

/** What a procedure is given in a test. One that asks a database brings it. */
export function contextOf(details: Partial<Context> = {}): Context {
  return {
    prisma: {} as Context['prisma'],
    user: null,
    log: pino({ level: 'silent' }),
    ...details,
  };
}
