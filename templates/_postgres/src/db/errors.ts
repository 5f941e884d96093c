import { Prisma } from '../generated/prisma/client.ts';

/** What a failed query means to the person who asked; nothing when it is not their doing. */
export function databaseProblem(error: unknown): 'conflict' | 'not-found' | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  if (error.code === 'P2002') return 'conflict';
  if (error.code === 'P2025') return 'not-found';
  return undefined;
}
