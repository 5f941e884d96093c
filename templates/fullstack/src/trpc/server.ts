import { TRPCError } from '@trpc/server';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { makeQueryClient } from '@/query-client.ts';
import { createContext } from '@/server/context.ts';
import { appRouter, createCaller } from '@/server/router.ts';

/** Made once for each request. */
const context = cache(async () => createContext(await headers()));

/** Calls procedures in process, for what a server component renders itself. */
export const caller = createCaller(context);

/** The query cache of one request. A page fills it for its client components. */
export const getQueryClient = cache(makeQueryClient);

/** The options of TanStack Query to fill that cache, with the same keys as `useTRPC`. */
export const trpc = createTRPCOptionsProxy({
  ctx: context,
  router: appRouter,
  queryClient: getQueryClient,
});

/** Shows the not-found page if a call finds nothing, or if its input is not valid. */
export async function orNotFound<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof TRPCError && ['NOT_FOUND', 'BAD_REQUEST'].includes(error.code)) notFound();
    throw error;
  }
}
