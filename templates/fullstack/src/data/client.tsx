'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { type ReactNode, useMemo, useState } from 'react';
import type { BookData } from '@/modules/books/data.ts';
import { BookDataProvider } from '@/modules/books/data-context.tsx';
import { problemOf } from '@/modules/books/problem.ts';
import type { AppRouter } from '@/server/router.ts';
import { createBookQueries } from './book-queries.ts';

/** `useTRPC` gives any client component the whole typed API; the slice of the books asks for less, see `BookData`. */
export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

export function DataProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/api/trpc' })] }),
  );
  return (
    <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
      <Books>{children}</Books>
    </TRPCProvider>
  );
}

function Books({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const data = useMemo<BookData>(
    () => ({
      ...createBookQueries(trpc),
      key: trpc.books.pathKey(),
      create: () => trpc.books.create.mutationOptions(),
      update: () => trpc.books.update.mutationOptions(),
      remove: () => trpc.books.remove.mutationOptions(),
      problem: problemIn,
    }),
    [trpc],
  );
  return <BookDataProvider value={data}>{children}</BookDataProvider>;
}

/** What the error formatter of the server put in, when it was the server that answered. */
function problemIn(error: unknown) {
  const isOurs = error instanceof TRPCClientError && error.data?.problem;
  return isOurs ? error.data.problem : problemOf('unexpected');
}
