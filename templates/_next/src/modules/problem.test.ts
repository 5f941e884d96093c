import { expect, it } from 'vitest';
import * as z from 'zod';
import { problemOf } from './problem.ts';

it('names each field once, with the first of its messages', () => {
  const schema = z.object({
    name: z
      .string()
      .min(2, 'Too short')
      .regex(/^[A-Z]/, 'Lower case'),
  });
  const { error } = schema.safeParse({ name: 'a' });
  expect(problemOf('invalid', error?.issues)).toMatchObject({
    kind: 'invalid',
    fields: { name: 'Too short' },
  });
});

it('takes the field of a nested value', () => {
  const issues = [{ path: ['tags', 0, 'label'], message: 'Is missing' }];
  expect(problemOf('invalid', issues).fields).toEqual({ tags: 'Is missing' });
});
