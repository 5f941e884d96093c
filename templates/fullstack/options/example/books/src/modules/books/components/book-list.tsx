'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client.ts';
import { type BookFilter, toQuery } from '../filter.ts';
import { BookListView } from './book-list-view.tsx';

/** The books of a filter, a page at a time. */
export function BookList({ filter }: { filter: BookFilter }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.books.list.infiniteQueryOptions(toQuery(filter), {
      getNextPageParam: (page) => page.nextCursor,
      // The books of the last filter stay, dimmed, until those of the new filter are loaded.
      placeholderData: keepPreviousData,
    }),
  );
  return <BookListView filter={filter} list={list} />;
}
