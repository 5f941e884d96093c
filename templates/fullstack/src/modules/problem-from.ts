import { TRPCClientError } from '@trpc/client';
import { type Problem, problemOf } from './problem.ts';

/** The problem of a failed call: that of the server if it answered, else a general one. */
export function problemFrom(error: unknown): Problem {
  const answer: Problem | undefined =
    error instanceof TRPCClientError ? error.data?.problem : undefined;
  return answer ?? problemOf('unexpected');
}
