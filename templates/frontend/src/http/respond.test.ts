import { expect, it, vi } from 'vitest';
import * as z from 'zod';
import { RuleError } from '@/modules/rule-error.ts';
import { respond } from './respond.ts';

async function answerOf(work: () => unknown, status?: number) {
  const response = await respond(work, status);
  return { status: response.status, body: await response.json() };
}

it('answers with what the work gives', async () => {
  expect(await answerOf(() => ({ id: 't1' }), 201)).toEqual({ status: 201, body: { id: 't1' } });
});

it('answers 404 for nothing', async () => {
  expect(await answerOf(() => null)).toMatchObject({ status: 404, body: { kind: 'missing' } });
});

it.each([
  ['a value that the schema refuses', 400, () => z.object({ name: z.string() }).parse({ name: 1 })],
  ['a body that is not JSON', 400, () => JSON.parse('{')],
  ['a broken rule', 400, () => refuse('invalid')],
  ['a conflict', 409, () => refuse('conflict')],
])('answers %s with %i', async (_, status, work) => {
  expect(await answerOf(work)).toMatchObject({ status });
});

it('names the field of a broken rule', async () => {
  expect(await answerOf(() => refuse('conflict'))).toMatchObject({
    body: { kind: 'conflict', fields: { name: 'Taken' } },
  });
});

it('does not disclose an unexpected error', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { status, body } = await answerOf(() => {
    throw new Error('password=secret');
  });
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('secret');
});

function refuse(kind: 'invalid' | 'conflict'): never {
  throw new RuleError(kind, [{ path: 'name', message: 'Taken' }]);
}
