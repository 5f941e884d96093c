import type * as z from 'zod';

export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** Reads the environment through a schema. An empty variable counts as not set. */
export function parseEnv<Schema extends z.ZodObject>(
  schema: Schema,
  source: Record<string, string | undefined>,
): z.output<Schema> {
  const given = Object.entries(source).filter(([, value]) => value !== '' && value !== undefined);
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return `  ${name}: ${source[name] ? message : 'is not set'}`;
  });
  throw new EnvironmentError(
    `The environment is not valid (see .env.example):\n${problems.join('\n')}`,
  );
}
