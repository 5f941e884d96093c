import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import * as z from 'zod';
import { request } from '@/http/request.ts';
import { type BookFilter, toQuery } from './filter.ts';
import type { BookUpdate } from './optimistic.ts';
import { Book, BookId, BookPage, BookStatus, type CreateBook } from './schema.ts';

/** The first part of every query key of books. A change invalidates all of these. */
export const booksKey = ['books'] as const;

export function bookListOptions(filter: BookFilter) {
  return infiniteQueryOptions({
    queryKey: [...booksKey, 'list', filter],
    queryFn: ({ pageParam: cursor, signal }) =>
      request(BookPage, `/api/books?${searchParams({ ...toQuery(filter), cursor })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function bookCountsOptions() {
  return queryOptions({
    queryKey: [...booksKey, 'counts'],
    queryFn: ({ signal }) =>
      request(z.record(BookStatus, z.int()), '/api/books/counts', { signal }),
  });
}

export function createBook(body: CreateBook) {
  return request(Book, '/api/books', { method: 'POST', body });
}

export function updateBook({ id, changes: body }: BookUpdate) {
  return request(Book, `/api/books/${id}`, { method: 'PATCH', body });
}

export function removeBook(id: string) {
  return request(BookId, `/api/books/${id}`, { method: 'DELETE' });
}

function searchParams(query: Record<string, string | number>): URLSearchParams {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}
