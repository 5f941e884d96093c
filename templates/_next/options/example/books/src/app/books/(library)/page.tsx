import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { bookQueries } from '@/data/prefetch.ts';
import { Library } from '@/modules/books/components/library.tsx';
import { readFilter } from '@/modules/books/filter.ts';
import { makeQueryClient } from '@/query-client.ts';

export const metadata: Metadata = { title: 'Library', alternates: { canonical: '/books' } };

/** Asks for the first page on the server and hands it over, so that the list is there before any script runs. */
export default async function LibraryPage({ searchParams }: PageProps<'/books'>) {
  const params = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => [name, one]),
    ),
  );
  const queryClient = makeQueryClient();
  await Promise.all([
    queryClient.prefetchInfiniteQuery(bookQueries.list(readFilter(params))),
    queryClient.prefetchQuery(bookQueries.counts()),
  ]);

  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Library />
    </HydrationBoundary>
  );
}
