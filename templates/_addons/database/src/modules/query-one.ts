import * as z from 'zod';
import { databaseProblem } from '../db/errors.ts';
import { RuleError } from './rule-error.ts';

/**
 * Runs a query about the row with this id. Null if there is no such row. Throws a `RuleError` if other rows refer to it
 * and keep it from being removed.
 */
export async function queryOne<Result>(
  id: string,
  query: (id: string) => Promise<Result>,
): Promise<Result | null> {
  // PostgreSQL fails on an id that is not a UUID.
  if (!z.uuid().safeParse(id).success) return null;
  try {
    return await query(id);
  } catch (error) {
    const problem = databaseProblem(error);
    if (problem === 'not-found') return null;
    if (problem === 'reference') throw new RuleError('conflict', []);
    throw error;
  }
}
