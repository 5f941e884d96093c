import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { databaseProblem } from '@/db/errors.ts';
import { type Problem, problemOf } from '@/modules/problem.ts';
import { RuleError } from '@/modules/rule-error.ts';

/** Translates an error of the domain or the database into a tRPC error. Other errors stay as they are. */
export function explain(error: TRPCError): TRPCError {
  const { cause } = error;
  if (cause instanceof RuleError) {
    const code = cause.kind === 'conflict' ? 'CONFLICT' : 'BAD_REQUEST';
    return new TRPCError({ code, message: cause.message, cause });
  }
  switch (databaseProblem(cause)) {
    case 'not-found':
      return new TRPCError({ code: 'NOT_FOUND', message: problemOf('missing').message, cause });
    case 'conflict':
    case 'reference':
      return new TRPCError({ code: 'CONFLICT', message: problemOf('conflict').message, cause });
    default:
      return error;
  }
}

const KINDS: Partial<Record<TRPCError['code'], Problem['kind']>> = {
  BAD_REQUEST: 'invalid',
  CONFLICT: 'conflict',
  NOT_FOUND: 'missing',
};

/** The problem that the browser shows for an error. It does not include the message of an unexpected error. */
export function toProblem({ code, cause, message }: TRPCError): Problem {
  const kind = KINDS[code];
  if (kind) return problemOf(kind, hasIssues(cause) ? cause.issues : []);
  const problem = problemOf('unexpected');
  return isUnexpected(code) ? problem : { ...problem, message };
}

/** Whether an error is unexpected: its details go to the log, not to the caller. */
export function isUnexpected(code: TRPCError['code']): boolean {
  return code === 'INTERNAL_SERVER_ERROR';
}

function hasIssues(cause: unknown): cause is ZodError | RuleError {
  return cause instanceof ZodError || cause instanceof RuleError;
}
