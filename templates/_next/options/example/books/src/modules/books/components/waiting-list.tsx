import Link from 'next/link';
import type { Book } from '../schema.ts';
import { Cover } from './cover.tsx';
import { SectionHeading } from './section-heading.tsx';

/** The books that have waited longest to be read. */
export function WaitingList({ books, total }: { books: readonly Book[]; total: number }) {
  if (books.length === 0) return null;
  return (
    <section aria-labelledby="waiting">
      <SectionHeading id="waiting" title="Waiting longest" status="planned" total={total} />
      <ol className="mt-6 grid gap-5 rounded-md bg-sunken p-6">
        {books.map((book) => (
          <li key={book.id}>
            <Link
              href={`/books/${book.id}`}
              prefetch={false}
              className="group flex items-center gap-5"
            >
              <Cover title={book.title} author={book.author.name} className="w-14 shrink-0" />
              <span className="min-w-0">
                <span className="block font-serif text-lg group-hover:text-accent">
                  {book.title}
                </span>
                <span className="mt-0.5 block text-sm text-soft">{book.author.name}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
