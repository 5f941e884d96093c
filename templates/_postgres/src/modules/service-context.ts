import type { PrismaClient } from '../db/client.ts';

export type User = { id: string };

/** What every service gets: the database, and the user who sends the request, if there is one. */
export type ServiceContext = { prisma: PrismaClient; user: User | null };
