'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@/components/button.tsx';
import { useBookData } from '../data-context.tsx';
import { type BookFilter, isFiltered } from '../filter.ts';
import { BookListSkeleton } from './book-list-skeleton.tsx';
import { BookRow } from './book-row.tsx';
import { EmptyShelf, NothingFound } from './empty-states.tsx';

/** The books of a filter, a page at a time. */
export function BookList({ filter }: { filter: BookFilter }) {
  const list = useInfiniteQuery({
    ...useBookData().list(filter),
    // The books of the last filter stay, dimmed, until those of the next one are there.
    placeholderData: keepPreviousData,
  });

  if (list.isPending) return <BookListSkeleton />;
  if (list.isError && !list.data) return <ListError onRetry={() => list.refetch()} />;

  const books = list.data.pages.flatMap((page) => page.items);
  if (books.length === 0)
    return isFiltered(filter) ? <NothingFound filter={filter} /> : <EmptyShelf />;

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

function ListError({ onRetry }: { onRetry: () => void }) {
  return (
    <div
      role="alert"
      className="mt-10 grid justify-items-start gap-4 rounded-md bg-danger-wash p-6 sm:p-8"
    >
      <h2 className="font-serif text-xl">The books could not be fetched.</h2>
      <p className="text-soft">They are safe where they are. Try again in a moment.</p>
      <Button look="quiet" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
