import Link from 'next/link';
import type { Book } from '../schema.ts';
import { Cover } from './cover.tsx';

/** The books with the status “reading”. */
export function OpenBooks({ books }: { books: readonly Book[] }) {
  return (
    <section aria-labelledby="open">
      <h2 id="open" className="font-serif text-2xl">
        Open now
      </h2>
      {books.length === 0 ? (
        <p className="mt-4 max-w-[44ch] text-soft">
          Nothing is open. Choose a book in the library and set it to “Reading”.
        </p>
      ) : (
        <ul className="mt-8 grid grid-cols-2 gap-x-6 gap-y-10 sm:gap-x-10 md:grid-cols-4">
          {books.map((book) => (
            <li key={book.id}>
              <Link href={`/books/${book.id}`} prefetch={false} className="group block">
                <Cover
                  title={book.title}
                  author={book.author.name}
                  className="motion-safe:transition-transform duration-300 ease-settle group-hover:-translate-y-1.5"
                />
                <span className="mt-5 block font-serif text-lg group-hover:text-accent">
                  {book.title}
                </span>
                <span className="mt-1 block text-sm text-soft">{book.author.name}</span>
              </Link>
              {book.notes && <p className="mt-3 quote">{book.notes}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
