import type { Instrumentation } from 'next';
import { reportError } from '@/report-error.ts';

/** Next calls this once, before the first request. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { requireEnv } = await import('@/env/require-env.ts');
  requireEnv();
}

/** Next calls this when a page or a route fails on the server. The browser gets only the digest of such an error. */
export const onRequestError: Instrumentation.onRequestError = (error, { method, path }) => {
  reportError(error, { method, path });
};
