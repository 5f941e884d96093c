import * as z from 'zod';

/** Why something was not done, for the person who asked. Fields are named as the input names them. */
export const Problem = z.object({
  kind: z.enum(['invalid', 'conflict', 'missing', 'unexpected']),
  message: z.string(),
  fields: z.record(z.string(), z.string()),
});

export type Problem = z.output<typeof Problem>;

const MESSAGES: Record<Problem['kind'], string> = {
  invalid: 'Some of this cannot be saved yet.',
  conflict: 'This does not go with what is stored: it exists already, or something depends on it.',
  missing: 'This is no longer there.',
  unexpected: 'That did not work. Try again in a moment.',
};

type Issue = { path: PropertyKey | readonly PropertyKey[]; message: string };

/** A problem, with what is wrong with which field. It says nothing about the insides of an error. */
export function problemOf(kind: Problem['kind'], issues: readonly Issue[] = []): Problem {
  const fields: Record<string, string> = {};
  for (const { path, message } of issues) {
    // The first of several messages about one field stays.
    fields[String([path].flat()[0] ?? '')] ??= message;
  }
  return { kind, message: MESSAGES[kind], fields };
}
