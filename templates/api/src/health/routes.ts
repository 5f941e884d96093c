import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { PrismaClient } from '../db/client.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { Problem } from '../http/problem.ts';

const Health = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });
const OK = { status: 'ok' } as const;

export function healthEndpoints(timeoutMs: number): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/healthz',
      operationId: 'getHealth',
      summary: 'Whether the process runs',
      tag: 'health',
      success: { status: 200, description: 'It runs', schema: Health },
      handle: async () => OK,
    }),
    endpoint({
      method: 'get',
      path: '/readyz',
      operationId: 'getReadiness',
      summary: 'Whether the database answers',
      tag: 'health',
      success: { status: 200, description: 'It answers', schema: Health },
      problems: [503],
      async handle({ context }) {
        await ping(context.prisma, timeoutMs);
        return OK;
      },
    }),
  ];
}

async function ping(prisma: PrismaClient, timeoutMs: number) {
  const answered = prisma.$queryRaw`SELECT 1`.then(
    () => undefined,
    (cause: unknown) => new Problem(503, { detail: 'The database cannot be reached.', cause }),
  );
  const timer = new AbortController();
  const late = sleep(timeoutMs, undefined, { signal: timer.signal }).then(
    () => new Problem(503, { detail: 'The database does not answer.' }),
    () => undefined,
  );
  const problem = await Promise.race([answered, late]);
  timer.abort();
  if (problem) throw problem;
}
