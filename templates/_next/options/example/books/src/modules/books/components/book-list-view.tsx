'use client';

import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { PagedList } from '@/components/paged-list.tsx';
import { type BookFilter, isFiltered } from '../filter.ts';
import type { BookPage } from '../schema.ts';
import { BookListSkeleton } from './book-list-skeleton.tsx';
import { BookRow } from './book-row.tsx';
import { EmptyShelf, NothingFound } from './empty-states.tsx';

type BookListViewProps = {
  filter: BookFilter;
  list: UseInfiniteQueryResult<InfiniteData<BookPage>, unknown>;
};

export function BookListView({ filter, list }: BookListViewProps) {
  return (
    <PagedList
      list={list}
      nouns="books"
      loading={<BookListSkeleton />}
      empty={isFiltered(filter) ? <NothingFound filter={filter} /> : <EmptyShelf />}
    >
      {(books) => (
        <ul aria-label="Books" className="divide-y divide-line">
          {books.map((book) => (
            <BookRow key={book.id} book={book} />
          ))}
        </ul>
      )}
    </PagedList>
  );
}
