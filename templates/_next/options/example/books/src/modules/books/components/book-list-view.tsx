'use client';

import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from '@/components/button.tsx';
import { ListError } from '@/components/list-states.tsx';
import { type BookFilter, isFiltered } from '../filter.ts';
import type { BookPage } from '../schema.ts';
import { BookListSkeleton } from './book-list-skeleton.tsx';
import { BookRow } from './book-row.tsx';
import { EmptyShelf, NothingFound } from './empty-states.tsx';

type BookListViewProps = {
  filter: BookFilter;
  list: UseInfiniteQueryResult<InfiniteData<BookPage>, unknown>;
};

/** A list in each of its states: loading, failed, empty, or with books. */
export function BookListView({ filter, list }: BookListViewProps) {
  if (list.isPending) return <BookListSkeleton />;
  if (!list.data) {
    return <ListError title="The books could not be fetched." onRetry={() => list.refetch()} />;
  }

  const books = list.data.pages.flatMap((page) => page.items);
  if (books.length === 0) {
    return isFiltered(filter) ? <NothingFound filter={filter} /> : <EmptyShelf />;
  }

  return (
    <>
      <p role="status" className="sr-only">
        {books.length} {books.length === 1 ? 'book' : 'books'} shown
      </p>
      <ul
        aria-busy={list.isPlaceholderData}
        aria-label="Books"
        className={`divide-y divide-line motion-safe:transition-opacity duration-200 ${list.isPlaceholderData ? 'opacity-50' : ''}`}
      >
        {books.map((book) => (
          <BookRow key={book.id} book={book} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className="grid justify-center border-t border-line pt-8">
          <Button
            look="quiet"
            disabled={list.isFetchingNextPage}
            onClick={() => list.fetchNextPage()}
          >
            {list.isFetchingNextPage ? 'Fetching…' : 'Show more'}
          </Button>
        </div>
      )}
    </>
  );
}
