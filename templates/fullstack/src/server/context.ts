import type { PrismaClient } from '@/db/client.ts';
import { database } from '@/db/database.ts';

export type User = { id: string };

/** What every procedure is given. */
export type Context = {
  prisma: PrismaClient;
  /** Who asks, once there is a way to sign in: see `readUser`. */
  user: User | null;
  log: (line: string) => void;
};

export async function createContext({ headers }: { headers: Headers }): Promise<Context> {
  return { prisma: database(), user: readUser(headers), log: console.info };
}

/** Nobody can sign in yet. Read the session from its cookie here, and `signedInProcedure` opens up. */
function readUser(_headers: Headers): User | null {
  return null;
}
