'use client';

import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { ChevronIcon, SearchIcon } from '@/components/icons.tsx';
import { useHydrated } from '@/components/use-hydrated.ts';
import type { BookCounts } from '../data.ts';
import { BOOK_ORDERS, type BookFilter, type BookOrder, filterHref } from '../filter.ts';
import { STATUS_LABELS, STATUSES } from '../status.ts';

type LibraryFiltersProps = { filter: BookFilter; counts: BookCounts | undefined };

const TYPING_PAUSE = 250;

/**
 * Search, status and order. They change the address without asking the server for a page: the list below fetches what
 * it is missing. Without scripts the same controls are links and a form, and the server does it.
 */
export function LibraryFilters({ filter, counts }: LibraryFiltersProps) {
  const isHydrated = useHydrated();
  const search = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // Going back and forth changes the words as well; while someone types, the field is theirs.
  useEffect(() => {
    const field = search.current;
    if (field && field !== document.activeElement) field.value = filter.q;
  }, [filter.q]);

  useEffect(() => () => clearTimeout(timer.current), []);

  function searchFor(q: string) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => show({ ...filter, q: q.trim() }, 'replace'), TYPING_PAUSE);
  }

  return (
    <search className="mt-8 grid gap-5">
      <form
        action="/books"
        onSubmit={(event) => event.preventDefault()}
        className="grid gap-3 sm:grid-cols-[1fr_13rem]"
      >
        <fieldset disabled={!isHydrated} className="contents">
          <label className="relative block">
            <span className="sr-only">Search titles and authors</span>
            <SearchIcon className="pointer-events-none absolute top-1/2 left-4 size-5 -translate-y-1/2 text-soft" />
            <input
              ref={search}
              type="search"
              name="q"
              defaultValue={filter.q}
              maxLength={200}
              autoComplete="off"
              placeholder="Title or author"
              onChange={(event) => searchFor(event.target.value)}
              className="h-12 w-full rounded-full border border-edge bg-surface pr-4 pl-12 text-base placeholder:text-soft"
            />
          </label>
          <label className="relative block">
            <span className="sr-only">Order</span>
            <select
              name="order"
              value={filter.order}
              onChange={(event) =>
                show({ ...filter, order: event.target.value as BookOrder }, 'push')
              }
              className="h-12 w-full appearance-none rounded-full border border-edge bg-surface pr-10 pl-5 text-sm"
            >
              {Object.entries(BOOK_ORDERS).map(([name, { label }]) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </select>
            <ChevronIcon className="pointer-events-none absolute top-1/2 right-4 size-5 -translate-y-1/2 text-soft" />
          </label>
        </fieldset>
      </form>
      <nav aria-label="Status" className="-mx-5 overflow-x-auto px-5">
        <ul className="flex gap-6 border-b border-line">
          {([null, ...STATUSES] as const).map((status) => (
            <li key={status ?? 'all'}>
              <Link
                href={filterHref({ ...filter, status })}
                prefetch={false}
                scroll={false}
                aria-current={filter.status === status ? 'page' : undefined}
                onNavigate={(event) => {
                  event.preventDefault();
                  show({ ...filter, status }, 'push');
                }}
                className="flex min-h-11 items-center gap-1.5 border-b-2 border-transparent text-sm font-medium whitespace-nowrap text-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
              >
                {status ? STATUS_LABELS[status] : 'All'}
                <span className="font-normal text-soft tabular-nums">
                  {counts && (status ? counts[status] : total(counts))}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </search>
  );
}

function show(filter: BookFilter, how: 'push' | 'replace') {
  const href = filterHref(filter);
  if (how === 'push') window.history.pushState(null, '', href);
  else window.history.replaceState(null, '', href);
}

function total(counts: BookCounts): number {
  return counts.planned + counts.reading + counts.finished;
}
