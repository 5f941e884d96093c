import { env } from '@/env/env.ts';
import { createPrismaClient, type PrismaClient } from './client.ts';

/** The database of this server process: one connection pool, kept across reloads in development. */
export function database(): PrismaClient {
  const home = globalThis as { prisma?: PrismaClient };
  home.prisma ??= createPrismaClient(env().DATABASE_URL);
  return home.prisma;
}
