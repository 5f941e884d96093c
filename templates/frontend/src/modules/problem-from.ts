import { Refusal } from '@/http/request.ts';
import { type Problem, problemOf } from './problem.ts';

/** The problem of a failed request: that of the server if it answered, else a general one. */
export function problemFrom(error: unknown): Problem {
  return error instanceof Refusal ? error.problem : problemOf('unexpected');
}
