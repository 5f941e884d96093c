import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { bookCountsOptions, bookListOptions } from '@/modules/books/api.ts';
import { Library } from '@/modules/books/components/library.tsx';
import { readFilter, toQuery } from '@/modules/books/filter.ts';
import { toSearchParams } from '@/modules/books/search-params.ts';
import { bookStore } from '@/modules/books/store/store.ts';
import { makeQueryClient } from '@/query-client.ts';

export const metadata: Metadata = { title: 'Library', alternates: { canonical: '/books' } };

/**
 * Reads the first page on the server and sends it with the page, so that the list shows before any script runs. For the
 * same reason there is no loading.tsx: replacing a fallback needs a script.
 */
export default async function LibraryPage({ searchParams }: PageProps<'/books'>) {
  const filter = readFilter(toSearchParams(await searchParams));
  const books = bookStore();
  const [page, counts] = await Promise.all([books.list(toQuery(filter)), books.counts()]);
  const queryClient = makeQueryClient();
  queryClient.setQueryData(bookListOptions(filter).queryKey, { pages: [page], pageParams: [''] });
  queryClient.setQueryData(bookCountsOptions().queryKey, counts);

  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Library />
    </HydrationBoundary>
  );
}
