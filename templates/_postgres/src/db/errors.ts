import { Prisma } from '../generated/prisma/client.ts';

/**
 * - `conflict`: a unique value is taken.
 * - `reference`: a referenced row is missing, or a row to delete is still referenced.
 * - `not-found`: the row is missing.
 */
export type DatabaseProblem = 'conflict' | 'reference' | 'not-found';

const PROBLEMS: Readonly<Record<string, DatabaseProblem>> = {
  P2002: 'conflict',
  P2003: 'reference',
  P2025: 'not-found',
};

/** What a failed query means to the caller. Undefined when the caller did nothing wrong. */
export function databaseProblem(error: unknown): DatabaseProblem | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  return PROBLEMS[error.code];
}
