'use client';

import Link from 'next/link';
import type { Book } from '../schema.ts';
import { useUpdateBook } from '../use-update-book.ts';
import { formatYear } from '../year.ts';
import { Cover } from './cover.tsx';
import { RatingInput } from './rating.tsx';
import { StatusSelect } from './status-select.tsx';

/** One book of the list. Its status and rating are changed in place and shown at once. */
export function BookRow({ book }: { book: Book }) {
  const update = useUpdateBook(book.id);

  return (
    <li className="grid grid-cols-[4rem_1fr] gap-x-5 gap-y-3 py-6 sm:grid-cols-[4.5rem_1fr_auto] sm:gap-x-7">
      <Cover
        title={book.title}
        author={book.author.name}
        className="self-start max-sm:row-span-2"
      />
      <div className="min-w-0">
        <h2 className="font-serif text-xl">
          <Link
            href={`/books/${book.id}`}
            prefetch={false}
            className="decoration-1 underline-offset-4 hover:text-accent hover:underline"
          >
            {book.title}
          </Link>
        </h2>
        <p className="mt-1 text-sm text-soft">
          {book.author.name}
          {book.year !== null && <span className="tabular-nums">, {formatYear(book.year)}</span>}
        </p>
        {book.notes && <p className="mt-2.5 line-clamp-2 max-w-[58ch] quote">{book.notes}</p>}
      </div>
      <div className="flex flex-wrap items-center gap-x-4 max-sm:col-start-2 sm:flex-col sm:items-end sm:gap-y-1">
        <StatusSelect
          label={`Status of ${book.title}`}
          value={book.status}
          onChange={(status) =>
            // Only a finished book has a rating, so another status removes it.
            update.mutate({
              id: book.id,
              changes: status === 'finished' ? { status } : { status, rating: null },
            })
          }
        />
        {book.status === 'finished' && (
          <RatingInput
            name={`rating-${book.id}`}
            label={`Rating of ${book.title}`}
            value={book.rating}
            className="sm:[&_button]:order-first"
            onChange={(rating) => update.mutate({ id: book.id, changes: { rating } })}
          />
        )}
      </div>
    </li>
  );
}
