import type * as z from 'zod';
import { Problem, problemOf } from '@/modules/problem.ts';

/** The error of a request that the server refused. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

type Details = { method?: string; body?: unknown; signal?: AbortSignal };

/** Calls a route handler of this site, and checks its response with the schema. Throws a `Refusal` for an error. */
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
  // A proxy in between may send an error of another form.
  throw new Refusal(Problem.safeParse(answer).data ?? problemOf('unexpected'));
}
