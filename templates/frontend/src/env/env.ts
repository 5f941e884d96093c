import * as z from 'zod';
import { parseEnv } from './parse-env.ts';

const schema = z.object({
  SITE_URL: z.url().default('http://localhost:3000'),
});

let checked: z.output<typeof schema> | undefined;

/** The settings, read from the environment on first use, so that a build needs none. */
export function env() {
  checked ??= parseEnv(schema, process.env);
  return checked;
}
