import { expect, it } from 'vitest';
import * as z from 'zod';
import { newId } from './new-id.ts';

it('gives ids that grow, and that a schema takes', () => {
  const ids = Array.from({ length: 100 }, newId);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(100);
  for (const id of ids) expect(z.uuidv7().safeParse(id).success).toBe(true);
});
