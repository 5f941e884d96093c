import type { Logger } from 'pino';
import { database } from '@/db/database.ts';
import type { ServiceContext, User } from '@/modules/service-context.ts';
import { logger } from './logger.ts';
import { requestIdOf } from './request-id.ts';

/** What every procedure is given: the database and who asks, which services get too, and a log of this request. */
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

/** Nobody can sign in yet. Read the session from its cookie here, and `signedInProcedure` opens up. */
async function readUser(_headers: Headers): Promise<User | null> {
  return null;
}
