import type {
  InfiniteData,
  QueryKey,
  UseInfiniteQueryOptions,
  UseMutationOptions,
  UseQueryOptions,
} from '@tanstack/react-query';
import type * as z from 'zod';
import type { BookFilter } from './filter.ts';
import type { Book, BookPage, CreateBook, ListBooks, UpdateBook } from './schema.ts';

/**
 * The one seam between the interface and wherever books are kept. The pages and components of this slice know
 * nothing else about storage; `src/data/server.ts` and `src/data/client.tsx` implement it, each for its side.
 */
export interface BookData extends BookQueries {
  /** The first part of every query key about books: what a change makes stale. */
  readonly key: QueryKey;
  create(): UseMutationOptions<Book, Own, CreateBook>;
  update(): UseMutationOptions<Book, Own, BookUpdate>;
  remove(): UseMutationOptions<BookRemoval, Own, BookRemoval>;
  /** What an error of any of these means to a person. */
  problem(error: unknown): Problem;
}

/** What can be prefetched on the server and is read again in the browser. */
export interface BookQueries {
  list(
    filter: BookFilter,
  ): UseInfiniteQueryOptions<BookPage, Own, InfiniteData<BookPage>, Own, Own>;
  counts(): UseQueryOptions<BookCounts, Own, BookCounts, Own>;
}

/** What server components read directly, when no client component needs the same data. */
export interface BookReader {
  list(query: z.input<typeof ListBooks>): Promise<BookPage>;
  counts(): Promise<BookCounts>;
  get(id: string): Promise<Book | null>;
}

/** Errors, keys and cursors are an implementation's own affair: the slice hands them on and looks into none. */
// biome-ignore lint/suspicious/noExplicitAny: `unknown` would be a promise to accept every one of them
type Own = any;

export type BookCounts = Record<Book['status'], number>;
export type BookUpdate = { id: string; changes: UpdateBook };
export type BookRemoval = { id: string };

/** Fields are named as the form names them, each with the sentence to show beside it. */
export type Problem = {
  kind: 'invalid' | 'conflict' | 'missing' | 'unexpected';
  message: string;
  fields: Partial<Record<BookField, string>>;
};

export type BookField = keyof CreateBook;
