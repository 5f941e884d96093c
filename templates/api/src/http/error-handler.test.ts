import { describe, expect, it } from 'vitest';
import { Prisma } from '../generated/prisma/client.ts';
import { RuleError } from '../modules/rule-error.ts';
import { toProblem } from './error-handler.ts';
import { Problem } from './problem.ts';

describe('toProblem', () => {
  it('keeps a problem', () => {
    const problem = new Problem(418);
    expect(toProblem(problem, 'POST')).toBe(problem);
  });

  it.each([
    ['a unique value that is taken', 'P2002', 'POST', 409, 'It exists already.'],
    ['a row that is missing', 'P2025', 'PATCH', 404, 'It does not exist.'],
    ['a row that others refer to', 'P2003', 'DELETE', 409, 'Something still refers to it.'],
    [
      'a reference to a row that is missing',
      'P2003',
      'POST',
      400,
      'It refers to something that does not exist.',
    ],
  ])('says what %s means: %s', (_, code, method, status, detail) => {
    const error = new Prisma.PrismaClientKnownRequestError('secret', { code, clientVersion: '7' });
    expect(toProblem(error, method)).toMatchObject({ status, explanation: { detail } });
  });

  it.each([
    ['POST', 'body'],
    ['GET', 'query'],
  ])('says which field breaks a rule: %s', (method, place) => {
    const error = new RuleError('conflict', [{ path: 'name', message: 'Taken' }]);
    expect(toProblem(error, method)).toMatchObject({
      status: 409,
      explanation: { errors: [{ in: place, path: 'name', message: 'Taken' }] },
    });
  });

  it('does not disclose an unexpected error', () => {
    const problem = toProblem(new Error('password=hunter2'), 'POST');
    expect(problem).toMatchObject({ status: 500, explanation: {} });
  });
});
