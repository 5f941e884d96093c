import { ZodError } from 'zod';
import { type Problem, problemOf } from '@/modules/problem.ts';
import { RuleError } from '@/modules/rule-error.ts';
import { reportError } from '@/report-error.ts';

const STATUS: Record<Problem['kind'], number> = {
  invalid: 400,
  conflict: 409,
  missing: 404,
  unexpected: 500,
};

/** Runs the work of a route handler. Sends its result or its error as JSON; null and undefined become a 404. */
export async function respond(work: () => unknown, status = 200): Promise<Response> {
  try {
    const result = await work();
    if (result === null || result === undefined) return refuse(problemOf('missing'));
    return Response.json(result, { status });
  } catch (error) {
    const problem = explain(error);
    if (problem.kind === 'unexpected') {
      console.error(error);
      reportError(error);
    }
    return refuse(problem);
  }
}

function refuse(problem: Problem): Response {
  return Response.json(problem, { status: STATUS[problem.kind] });
}

function explain(error: unknown): Problem {
  if (error instanceof RuleError) return problemOf(error.kind, error.issues);
  if (error instanceof ZodError) return problemOf('invalid', error.issues);
  if (error instanceof SyntaxError) return problemOf('invalid'); // a body that is not JSON
  return problemOf('unexpected');
}
