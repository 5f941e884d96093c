import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { databaseProblem } from '@/db/errors.ts';
import type { Problem } from '@/modules/books/data.ts';
import { problemOf } from '@/modules/books/problem.ts';
import { RuleError } from '@/modules/rule-error.ts';

/** Gives an error of the domain or the database the code that says what it means; others stay as they are. */
export function explain(error: TRPCError): TRPCError {
  const { cause } = error;
  if (cause instanceof RuleError) {
    const code = cause.kind === 'conflict' ? 'CONFLICT' : 'BAD_REQUEST';
    return new TRPCError({ code, message: cause.message, cause });
  }
  if (databaseProblem(cause) === 'not-found') {
    return new TRPCError({ code: 'NOT_FOUND', message: 'There is no such record.', cause });
  }
  return error;
}

/** What the form or page that asked can show of an error. */
export function problemIn({ code, cause }: TRPCError): Problem {
  if (cause instanceof ZodError) return problemOf('invalid', cause.issues);
  if (cause instanceof RuleError) return problemOf(cause.kind, cause.issues);
  return problemOf(code === 'NOT_FOUND' ? 'missing' : 'unexpected');
}
