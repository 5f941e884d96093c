import type { ErrorRequestHandler } from 'express';
import { type DatabaseProblem, databaseProblem } from '../db/errors.ts';
import { RuleError } from '../modules/rule-error.ts';
import type { reportError } from '../report-error.ts';
import { Problem, sendProblem } from './problem.ts';

/** The last middleware. It turns every error into a problem: an unexpected one into a 500, which it also reports. */
export function errorHandler(report: typeof reportError): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const { id, method, path } = request;
    const problem = toProblem(error, method);
    if (problem.status >= 500) request.log.error({ err: error }, 'The request failed');
    if (problem.status === 500) report(error, { requestId: id, method, path });
    sendProblem(response, problem);
  };
}

/** The problem that a client gets for an error. */
export function toProblem(error: unknown, method: string): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RuleError) return brokenRule(error, method);
  const database = databaseProblem(error);
  if (database) return refusedQuery(database, method);
  const status = clientErrorStatus(error);
  if (status && error instanceof Error) return new Problem(status, { detail: error.message });
  return new Problem(500);
}

function brokenRule({ kind, issues }: RuleError, method: string) {
  const place = method === 'GET' ? 'query' : 'body';
  const errors = issues.map((issue) => ({ in: place, ...issue }) as const);
  return new Problem(kind === 'conflict' ? 409 : 400, { errors });
}

function refusedQuery(problem: DatabaseProblem, method: string) {
  if (problem === 'conflict') return new Problem(409, { detail: 'It exists already.' });
  if (problem === 'not-found') return new Problem(404, { detail: 'It does not exist.' });
  if (method === 'DELETE') return new Problem(409, { detail: 'Something still refers to it.' });
  return new Problem(400, { detail: 'It refers to something that does not exist.' });
}

/** Express and its body parser put the status of a client's error on the error object. */
function clientErrorStatus(error: unknown) {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
