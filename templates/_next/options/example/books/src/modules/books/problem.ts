import type { Problem } from './data.ts';

const MESSAGES: Record<Problem['kind'], string> = {
  invalid: 'Some of this cannot be saved yet.',
  conflict: 'This book is in the library already.',
  missing: 'This book is no longer in the library.',
  unexpected: 'That did not work, and nothing was changed. Try again in a moment.',
};

/** A problem from what is wrong with which field. An error nobody planned for says nothing about its insides. */
export function problemOf(
  kind: Problem['kind'],
  issues: readonly { path: PropertyKey | readonly PropertyKey[]; message: string }[] = [],
): Problem {
  const fields: Record<string, string> = {};
  for (const { path, message } of issues) {
    // Of two sentences about one field the first one stays.
    fields[String([path].flat()[0] ?? '')] ??= message;
  }
  return { kind, message: MESSAGES[kind], fields };
}
