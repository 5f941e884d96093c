import { describe, expect, it } from 'vitest';
import { Prisma } from '../generated/prisma/client.ts';
import { databaseProblem } from './errors.ts';

describe('databaseProblem', () => {
  it.each([
    ['P2002', 'conflict'],
    ['P2003', 'reference'],
    ['P2025', 'not-found'],
    ['P1001', undefined],
  ])('takes %s for %s', (code, problem) => {
    const error = new Prisma.PrismaClientKnownRequestError('', { code, clientVersion: '' });
    expect(databaseProblem(error)).toBe(problem);
  });

  it('is undefined for any other error', () => {
    expect(databaseProblem(Object.assign(new Error(), { code: 'P2002' }))).toBeUndefined();
  });
});
