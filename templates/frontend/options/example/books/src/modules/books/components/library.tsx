'use client';

import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { bookCountsOptions } from '../api.ts';
import { readFilter } from '../filter.ts';
import { BookList } from './book-list.tsx';
import { LibraryFilters } from './library-filters.tsx';
import { LibraryHeading } from './library-heading.tsx';

/** The library page. The filter is in the address, the books are in the query cache. */
export function Library() {
  const filter = readFilter(useSearchParams());
  const counts = useQuery(bookCountsOptions());

  return (
    <div className="page pt-10 sm:pt-14">
      <LibraryHeading />
      <LibraryFilters filter={filter} counts={counts.data} />
      <BookList filter={filter} />
    </div>
  );
}
