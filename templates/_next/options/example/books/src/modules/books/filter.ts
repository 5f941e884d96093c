import type { ListBooks } from './schema.ts';
import { STATUSES, type Status } from './status.ts';

/** The orders that a reader can choose, by their name in the address. */
export const BOOK_ORDERS = {
  added: { label: 'Recently added', sort: 'createdAt', order: 'desc' },
  title: { label: 'Title', sort: 'title', order: 'asc' },
  newest: { label: 'Newest first', sort: 'year', order: 'desc' },
  oldest: { label: 'Oldest first', sort: 'year', order: 'asc' },
} as const;

export type BookOrder = keyof typeof BOOK_ORDERS;

/** What the library page shows. It is in the address, so people can bookmark and share a view, and go back to it. */
export type BookFilter = { q: string; status: Status | null; order: BookOrder };

/** Reads a filter from an address. It ignores invalid values. */
export function readFilter(params: { get(name: string): string | null }): BookFilter {
  const status = params.get('status');
  return {
    q: (params.get('q') ?? '').trim().slice(0, 200),
    status: STATUSES.find((known) => known === status) ?? null,
    order: readOrder(params.get('order')),
  };
}

const ORDERS = Object.keys(BOOK_ORDERS) as BookOrder[];

export function readOrder(value: string | null): BookOrder {
  return ORDERS.find((known) => known === value) ?? 'added';
}

/** The address of a filter, without values that are the default. */
export function filterHref({ q, status, order }: BookFilter): '/books' | `/books?${string}` {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  if (status) params.set('status', status);
  if (order !== 'added') params.set('order', order);
  return params.size > 0 ? `/books?${params}` : '/books';
}

export function isFiltered({ q, status }: BookFilter): boolean {
  return q !== '' || status !== null;
}

/** The query for the data. */
export function toQuery({ q, status, order }: BookFilter): Omit<ListBooks, 'cursor'> {
  return {
    ...(q && { q }),
    ...(status && { status }),
    sort: BOOK_ORDERS[order].sort,
    order: BOOK_ORDERS[order].order,
    limit: 12,
  };
}
