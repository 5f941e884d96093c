import { TRPCClientError } from '@trpc/client';
import { type Problem, problemOf } from './problem.ts';

/** What the error of a call means to a person: the server's own words when it was the server that answered. */
export function problemFrom(error: unknown): Problem {
  const answer: Problem | undefined =
    error instanceof TRPCClientError ? error.data?.problem : undefined;
  return answer ?? problemOf('unexpected');
}
