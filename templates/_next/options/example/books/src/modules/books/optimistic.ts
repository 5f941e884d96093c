import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import type { Book, BookPage, UpdateBook } from './schema.ts';
import type { BookCounts } from './status.ts';

export type BookUpdate = { id: string; changes: UpdateBook };
type BookList = InfiniteData<BookPage>;

/**
 * Shows a change of status or rating in every list and count of the cache before the server has answered. Returns a
 * function that undoes it.
 */
export function showUpdate(queryClient: QueryClient, queryKey: QueryKey, update: BookUpdate) {
  const before = queryClient.getQueriesData({ queryKey });
  const from = before.map(([, cached]) => findBook(cached, update.id)).find(Boolean)?.status;
  queryClient.setQueriesData({ queryKey }, (cached: unknown) => {
    if (isList(cached)) return inList(cached, update);
    if (isCounts(cached) && from && update.changes.status) {
      return moved(cached, from, update.changes.status);
    }
    return cached;
  });
  return () => {
    for (const [key, cached] of before) queryClient.setQueryData(key, cached);
  };
}

function inList(list: BookList, { id, changes }: BookUpdate): BookList {
  const change = (book: Book): Book => {
    if (book.id !== id) return book;
    const { status = book.status, rating = book.rating } = changes;
    return { ...book, status, rating };
  };
  return {
    ...list,
    pages: list.pages.map((page) => ({ ...page, items: page.items.map(change) })),
  };
}

function moved(counts: BookCounts, from: Book['status'], to: Book['status']): BookCounts {
  const without = { ...counts, [from]: counts[from] - 1 };
  return { ...without, [to]: without[to] + 1 };
}

function findBook(cached: unknown, id: string): Book | undefined {
  if (!isList(cached)) return undefined;
  return cached.pages.flatMap((page) => page.items).find((book) => book.id === id);
}

function isList(cached: unknown): cached is BookList {
  return typeof cached === 'object' && cached !== null && 'pages' in cached;
}

function isCounts(cached: unknown): cached is BookCounts {
  return typeof cached === 'object' && cached !== null && 'planned' in cached;
}
