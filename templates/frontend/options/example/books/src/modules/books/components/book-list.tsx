'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { bookListOptions } from '../api.ts';
import type { BookFilter } from '../filter.ts';
import { BookListView } from './book-list-view.tsx';

/** The books of a filter, a page at a time. */
export function BookList({ filter }: { filter: BookFilter }) {
  const list = useInfiniteQuery({
    ...bookListOptions(filter),
    // The books of the last filter stay, dimmed, until those of the new filter are loaded.
    placeholderData: keepPreviousData,
  });
  return <BookListView filter={filter} list={list} />;
}
