import type * as z from 'zod';
import { Problem, problemOf } from '@/modules/problem.ts';

/** What the server answered instead of doing what it was asked. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

type Details = { method?: string; body?: unknown; signal?: AbortSignal };

/** Asks a route handler of this site, and checks its answer against the schema. Throws a `Refusal`. */
export async function request<Answer>(
  schema: z.ZodType<Answer>,
  path: string,
  { body, ...details }: Details = {},
): Promise<Answer> {
  const response = await fetch(path, {
    ...details,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return schema.parse(answer);
  // Not every answer is ours: something in between may have failed in a language of its own.
  throw new Refusal(Problem.safeParse(answer).data ?? problemOf('unexpected'));
}
