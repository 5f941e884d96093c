import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { cache } from 'react';
import type { BookQueries } from '@/modules/books/data.ts';
import { makeQueryClient } from '@/query-client.ts';
import { appRouter } from '@/server/router.ts';
import { createBookQueries } from './book-queries.ts';
import { context } from './server.ts';

/** What server components prefetch for the client components below them. */
export const bookQueries: BookQueries = createBookQueries(
  createTRPCOptionsProxy({ ctx: context, router: appRouter, queryClient: cache(makeQueryClient) }),
);
