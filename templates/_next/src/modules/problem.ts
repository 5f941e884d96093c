import * as z from 'zod';

/** Why a request failed, in words for people. `fields` has the message of each field of the input. */
export const Problem = z.object({
  kind: z.enum(['invalid', 'conflict', 'missing', 'unexpected']),
  message: z.string(),
  fields: z.record(z.string(), z.string()),
});

export type Problem = z.output<typeof Problem>;

const MESSAGES: Record<Problem['kind'], string> = {
  invalid: 'Some of this cannot be saved yet.',
  conflict: 'This conflicts with stored data: it exists already, or something depends on it.',
  missing: 'This is no longer there.',
  unexpected: 'That did not work. Try again in a moment.',
};

type Issue = { path: PropertyKey | readonly PropertyKey[]; message: string };

/** Makes a problem with the messages of fields. It never includes internal details of an error. */
export function problemOf(kind: Problem['kind'], issues: readonly Issue[] = []): Problem {
  const fields: Record<string, string> = {};
  for (const { path, message } of issues) {
    // Keep the first of several messages about a field.
    fields[String([path].flat()[0] ?? '')] ??= message;
  }
  return { kind, message: MESSAGES[kind], fields };
}
