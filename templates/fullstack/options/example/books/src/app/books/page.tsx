import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { Library } from '@/modules/books/components/library.tsx';
import { readFilter, toQuery } from '@/modules/books/filter.ts';
import { toSearchParams } from '@/modules/books/search-params.ts';
import { getQueryClient, trpc } from '@/trpc/server.ts';

export const metadata: Metadata = { title: 'Library', alternates: { canonical: '/books' } };

/**
 * Reads the first page on the server and sends it with the page, so that the list shows before any script runs. For the
 * same reason there is no loading.tsx: replacing a fallback needs a script.
 */
export default async function LibraryPage({ searchParams }: PageProps<'/books'>) {
  const filter = readFilter(toSearchParams(await searchParams));
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchInfiniteQuery(
      trpc.books.list.infiniteQueryOptions(toQuery(filter), {
        getNextPageParam: (page) => page.nextCursor,
      }),
    ),
    queryClient.prefetchQuery(trpc.books.counts.queryOptions()),
  ]);

  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Library />
    </HydrationBoundary>
  );
}
