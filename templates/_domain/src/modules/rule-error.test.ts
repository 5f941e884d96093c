import { expect, it } from 'vitest';
import { RuleError } from './rule-error.ts';

it('keeps the issues for a program and names them in its message', () => {
  const issues = [
    { path: 'name', message: 'Taken' },
    { path: 'size', message: 'Too large' },
  ];
  const error = new RuleError('conflict', issues);
  expect(error).toMatchObject({ kind: 'conflict', issues, name: 'RuleError' });
  expect(error.message).toBe('name: Taken; size: Too large');
});
