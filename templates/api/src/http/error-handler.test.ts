import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database/use-database.ts';
import { RuleError } from '../modules/rule-error.ts';
import { toProblem } from './error-handler.ts';
import { Problem } from './problem.ts';

const database = useDatabase();

describe('toProblem', () => {
  it('keeps a problem', () => {
    const problem = new Problem(418);
    expect(toProblem(problem, 'body')).toBe(problem);
  });

  it('makes a conflict of a unique constraint', async () => {
    const add = () => database.prisma.author.create({ data: { name: 'Jane Austen' } });
    await add();
    expect(toProblem(await failureOf(add()), 'body').status).toBe(409);
  });

  it('makes "not found" of a missing row', async () => {
    const missing = database.prisma.author.delete({ where: { name: 'Nobody' } });
    expect(toProblem(await failureOf(missing), 'body').status).toBe(404);
  });

  it('says which field breaks a rule', () => {
    const problem = toProblem(
      new RuleError('conflict', [{ path: 'title', message: 'Taken' }]),
      'body',
    );
    expect(problem).toMatchObject({
      status: 409,
      explanation: { errors: [{ in: 'body', path: 'title', message: 'Taken' }] },
    });
  });

  it('tells nothing of what nobody expected', () => {
    const problem = toProblem(new Error('password=hunter2'), 'body');
    expect(problem).toMatchObject({ status: 500, explanation: {} });
  });
});

async function failureOf(query: Promise<unknown>) {
  return query.then(
    () => undefined,
    (error: unknown) => error,
  );
}
