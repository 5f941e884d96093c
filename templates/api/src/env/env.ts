import * as z from 'zod';
import { parseEnv } from './parse-env.ts';

const Env = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }),
  HOST: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default({{PORT}}),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  CORS_ORIGINS: z.string().default('').transform(toList).pipe(z.array(z.url())),
  TRUST_PROXY: z.string().default('0').transform(toTrustProxy),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(300),
  SHUTDOWN_TIMEOUT_MS: z.coerce.number().int().min(0).default(10_000),
});

export type Env = z.output<typeof Env>;

/** The settings of the server. .env.example describes each one. */
export function readEnv(source: Record<string, string | undefined>): Env {
  return parseEnv(Env, source);
}

function toList(value: string) {
  return value
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
}

/** The value for `trust proxy` of Express: a number of proxies, or their addresses. */
function toTrustProxy(value: string) {
  return /^\d+$/.test(value) ? Number(value) : toList(value);
}
