'use client';

import Link from 'next/link';
import { type RefObject, useEffect, useRef } from 'react';
import { Button } from '@/components/button.tsx';
import { controlClass } from '@/components/field.tsx';
import { SearchIcon } from '@/components/icons.tsx';
import { Select } from '@/components/select.tsx';
import { BOOK_ORDERS, type BookFilter, filterHref, readFilter, readOrder } from '../filter.ts';
import { type BookCounts, STATUS_LABELS, STATUSES, totalOf } from '../status.ts';

type LibraryFiltersProps = { filter: BookFilter; counts: BookCounts | undefined };

/**
 * Search, status and order. They change the address without loading a page from the server: the list below fetches its
 * data. Without scripts they are links and a form with a button, and the server renders the page.
 */
export function LibraryFilters({ filter, counts }: LibraryFiltersProps) {
  const form = useRef<HTMLFormElement>(null);
  const search = useRef<HTMLInputElement>(null);
  useEarlyChoice(form, filter);
  useSearchOfAddress(search, filter.q);
  const searchFor = useAfterPause((q: string) => show({ ...filter, q: q.trim() }, 'replace'));

  return (
    <div className="mt-8 grid gap-5">
      <form
        ref={form}
        aria-label="Search"
        action="/books"
        onSubmit={(event) => event.preventDefault()}
        className="grid gap-3 sm:grid-cols-[1fr_13rem]"
      >
        <div className="relative">
          <SearchIcon className="pointer-events-none absolute start-4 top-1/2 size-5 -translate-y-1/2 text-soft" />
          <input
            ref={search}
            type="search"
            name="q"
            aria-label="Search titles and authors"
            defaultValue={filter.q}
            maxLength={200}
            autoComplete="off"
            placeholder="Title or author"
            onChange={(event) => searchFor(event.target.value)}
            className={`h-12 ps-12 ${controlClass}`}
          />
        </div>
        <Select
          // The key makes a new select for each order, so that going back shows the order in the address.
          key={filter.order}
          aria-label="Order"
          name="order"
          defaultValue={filter.order}
          onChange={(event) => show({ ...filter, order: readOrder(event.target.value) }, 'push')}
        >
          {Object.entries(BOOK_ORDERS).map(([name, { label }]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Select>
        {filter.status && <input type="hidden" name="status" value={filter.status} />}
        <noscript>
          <Button type="submit" look="quiet">
            Show
          </Button>
        </noscript>
      </form>
      <StatusTabs filter={filter} counts={counts} />
    </div>
  );
}

/** Applies what was typed or chosen before the page was hydrated. */
function useEarlyChoice(form: RefObject<HTMLFormElement | null>, filter: BookFilter) {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || !form.current) return;
    isDone.current = true;
    const fields = new FormData(form.current);
    const chosen = readFilter({ get: (name) => fields.get(name)?.toString() ?? null });
    if (filterHref(chosen) !== filterHref(filter)) show(chosen, 'replace');
  }, [form, filter]);
}

/** Shows the words in the address, for example after going back, but not while someone types. */
function useSearchOfAddress(search: RefObject<HTMLInputElement | null>, q: string) {
  const shown = useRef(q);
  useEffect(() => {
    if (shown.current === q) return;
    shown.current = q;
    if (search.current && search.current !== document.activeElement) search.current.value = q;
  }, [search, q]);
}

const TYPING_PAUSE = 250;

/** Calls a function when typing has paused. */
function useAfterPause(call: (text: string) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => call(text), TYPING_PAUSE);
  };
}

function StatusTabs({ filter, counts }: LibraryFiltersProps) {
  return (
    <nav aria-label="Status" className="overflow-x-auto">
      {/* At least as wide as its tabs, so that the line below is under all of them. */}
      <ul className="flex w-max min-w-full gap-5 border-b border-line sm:gap-6">
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
              className="flex min-h-11 items-center gap-1.5 border-b-2 border-transparent text-sm font-medium whitespace-nowrap text-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {status ? STATUS_LABELS[status] : 'All'}
              <span className="font-normal text-soft tabular-nums">
                {counts && (status ? counts[status] : totalOf(counts))}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function show(filter: BookFilter, how: 'push' | 'replace') {
  const href = filterHref(filter);
  if (how === 'push') window.history.pushState(null, '', href);
  else window.history.replaceState(null, '', href);
}
