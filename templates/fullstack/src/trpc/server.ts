import { TRPCError } from '@trpc/server';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { makeQueryClient } from '@/query-client.ts';
import { createContext } from '@/server/context.ts';
import { appRouter, createCaller } from '@/server/router.ts';

/** Once per request, however many components ask. */
const context = cache(async () => createContext(await headers()));

/** Calls procedures in process, for what a server component shows itself. */
export const caller = createCaller(context);

/** The cache of one request, which a page fills and hands over to the client components below it. */
export const getQueryClient = cache(makeQueryClient);

/** The options of TanStack Query with which a page fills that cache, with the keys that `useTRPC` has. */
export const trpc = createTRPCOptionsProxy({
  ctx: context,
  router: appRouter,
  queryClient: getQueryClient,
});

/** Shows the page for what is not there when a call finds nothing, or when its input could never be found. */
export async function orNotFound<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof TRPCError && ['NOT_FOUND', 'BAD_REQUEST'].includes(error.code)) notFound();
    throw error;
  }
}
