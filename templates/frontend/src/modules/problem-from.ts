import { Refusal } from '@/http/request.ts';
import { type Problem, problemOf } from './problem.ts';

/** What the error of a request means to a person: the server's own words when it was the server that answered. */
export function problemFrom(error: unknown): Problem {
  return error instanceof Refusal ? error.problem : problemOf('unexpected');
}
