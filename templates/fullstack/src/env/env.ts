import * as z from 'zod';
import { parseEnv } from './parse-env.ts';

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }),
  SITE_URL: z.url().default('http://localhost:3000'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

let checked: z.output<typeof schema> | undefined;

/** The settings, read from the environment on first use, so that a build needs none. */
export function env() {
  checked ??= parseEnv(schema, process.env);
  return checked;
}
