'use client';

import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { ListError, ListLoading } from './list-states.tsx';

type PagedListProps<Item> = {
  list: UseInfiniteQueryResult<InfiniteData<{ items: readonly Item[] }>, unknown>;
  /** What the rows are, for those who do not see the list: “loans”. */
  nouns: string;
  /** What is shown while the first page loads, instead of `ListLoading`. */
  loading?: ReactNode;
  /** What is shown instead of rows. */
  empty: ReactNode;
  children: (items: readonly Item[]) => ReactNode;
};

/** A list that is fetched a page at a time, in each of its states: loading, failed, empty, or with rows. */
export function PagedList<Item>({ list, nouns, loading, empty, children }: PagedListProps<Item>) {
  if (list.isPending) return loading ?? <ListLoading label={`Fetching the ${nouns}`} />;
  if (!list.data) {
    return (
      <ListError title={`The ${nouns} could not be fetched.`} onRetry={() => list.refetch()} />
    );
  }
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return empty;
  return (
    <>
      <p role="status" className="sr-only">
        {items.length} shown
      </p>
      <div
        aria-busy={list.isPlaceholderData}
        className={`duration-200 motion-safe:transition-opacity ${list.isPlaceholderData ? 'opacity-50' : ''}`}
      >
        {children(items)}
      </div>
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
