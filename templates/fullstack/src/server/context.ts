import type { Logger } from 'pino';
import { database } from '@/db/database.ts';
import type { ServiceContext, User } from '@/modules/service-context.ts';
import { logger } from './logger.ts';
import { requestIdOf } from './request-id.ts';

/** What every procedure gets: the database and the user, which it passes to services, and the log of this request. */
export type Context = ServiceContext & { log: Logger };

export async function createContext(
  headers: Headers,
  requestId = requestIdOf(headers),
): Promise<Context> {
  return {
    prisma: database(),
    user: await readUser(headers),
    log: logger.child({ requestId }),
  };
}

/** Returns the user who sends a request, or `null`. There is no way to sign in yet: read the session here. */
async function readUser(_headers: Headers): Promise<User | null> {
  return null;
}
