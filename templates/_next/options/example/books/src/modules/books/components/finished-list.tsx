import Link from 'next/link';
import type { Book } from '../schema.ts';
import { Stars } from './rating.tsx';
import { SectionHeading } from './section-heading.tsx';

/** The books that were finished last, with their notes and ratings. */
export function FinishedList({ books, total }: { books: readonly Book[]; total: number }) {
  if (books.length === 0) return null;
  return (
    <section aria-labelledby="finished">
      <SectionHeading id="finished" title="Recently finished" status="finished" total={total} />
      <ul className="mt-6 divide-y divide-line border-y border-line">
        {books.map((book) => (
          <li key={book.id} className="py-5">
            <div className="flex items-baseline justify-between gap-4">
              <Link
                href={`/books/${book.id}`}
                prefetch={false}
                className="font-serif text-lg hover:text-accent"
              >
                {book.title}
              </Link>
              {book.rating !== null && <Stars rating={book.rating} />}
            </div>
            <p className="mt-0.5 text-sm text-soft">{book.author.name}</p>
            {book.notes && <p className="mt-2 quote">{book.notes}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
