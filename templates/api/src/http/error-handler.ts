import type { NextFunction, Request, Response } from 'express';
import { databaseProblem } from '../db/errors.ts';
import { RuleError } from '../modules/rule-error.ts';
import { Problem, sendProblem } from './problem.ts';

/** The last middleware: whatever was thrown becomes a problem, and what nobody expected a silent 500. */
export function errorHandler(
  error: unknown,
  request: Request,
  response: Response,
  next: NextFunction,
) {
  if (response.headersSent) return next(error);
  const problem = toProblem(error, request.method === 'GET' ? 'query' : 'body');
  if (problem.status >= 500) request.log.error({ err: error }, 'The request failed');
  sendProblem(response, problem);
}

/** What a client is told of an error; `input` is where it put what the domain may object to. */
export function toProblem(error: unknown, input: 'query' | 'body'): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RuleError) {
    const errors = error.issues.map((issue) => ({ in: input, ...issue }));
    return new Problem(error.kind === 'conflict' ? 409 : 400, { errors });
  }
  const database = databaseProblem(error);
  if (database === 'conflict') return new Problem(409, { detail: 'It exists already.' });
  if (database === 'not-found') return new Problem(404, { detail: 'It does not exist.' });
  const status = clientErrorStatus(error);
  if (status && error instanceof Error) return new Problem(status, { detail: error.message });
  return new Problem(500);
}

/** Express and its body parser put the status of a client's mistake on the error. */
function clientErrorStatus(error: unknown) {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
