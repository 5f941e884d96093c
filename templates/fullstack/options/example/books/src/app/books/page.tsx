import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { Library } from '@/modules/books/components/library.tsx';
import { readFilter, toQuery } from '@/modules/books/filter.ts';
import { toSearchParams } from '@/modules/books/search-params.ts';
import { getQueryClient, trpc } from '@/trpc/server.ts';

export const metadata: Metadata = { title: 'Library', alternates: { canonical: '/books' } };

/**
 * Asks for the first page on the server and hands it over, so that the list is there before any script runs. There is no
 * loading.tsx for the same reason: what replaces a fallback needs a script.
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
