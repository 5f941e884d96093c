import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { BookQueries } from '@/modules/books/data.ts';
import { toQuery } from '@/modules/books/filter.ts';
import type { AppRouter } from '@/server/router.ts';

/** The queries of the slice, as tRPC makes them: in process on the server, over HTTP in the browser. */
export function createBookQueries(trpc: TRPCOptionsProxy<AppRouter>): BookQueries {
  return {
    list: (filter) =>
      trpc.books.list.infiniteQueryOptions(toQuery(filter), {
        getNextPageParam: (page) => page.nextCursor,
      }),
    counts: () => trpc.books.counts.queryOptions(),
  };
}
