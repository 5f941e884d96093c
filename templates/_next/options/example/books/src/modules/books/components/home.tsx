import Link from 'next/link';
import { buttonClass } from '@/components/button.tsx';
import { ArrowIcon, PlusIcon } from '@/components/icons.tsx';
import { site } from '@/site.ts';
import { headline } from '../headline.ts';
import type { Book } from '../schema.ts';
import { type BookCounts, totalOf } from '../status.ts';
import { FinishedList } from './finished-list.tsx';
import { OpenBooks } from './open-books.tsx';
import { Shelf } from './shelf.tsx';
import { WaitingList } from './waiting-list.tsx';

type HomeProps = {
  counts: BookCounts;
  /** The newest books. */
  shelf: readonly Book[];
  open: readonly Book[];
  finished: readonly Book[];
  waiting: readonly Book[];
};

/** The start page: the counts in a sentence, the newest books on a shelf, and three short lists. */
export function Home({ counts, shelf, open, finished, waiting }: HomeProps) {
  const isEmpty = shelf.length === 0;
  return (
    <>
      <section className="page grid items-end gap-x-16 gap-y-8 pt-10 pb-14 sm:pt-16 lg:grid-cols-[1fr_20rem]">
        <h1 className="max-w-[13ch] font-serif text-display">{headline(counts)}</h1>
        <div className="grid justify-items-start gap-6 lg:pb-3">
          <p className="max-w-[36ch] text-soft">{site.description}</p>
          {isEmpty ? (
            <Link href="/books/new" className={buttonClass()}>
              <PlusIcon />
              Add the first book
            </Link>
          ) : (
            <Link href="/books" className={buttonClass('quiet')}>
              Open the library
              <ArrowIcon className="size-5 rtl:rotate-180" />
            </Link>
          )}
        </div>
      </section>
      <section aria-label="The newest books">
        <Shelf books={shelf} />
        {shelf.length < totalOf(counts) && (
          <p className="page pt-3 text-sm text-soft">
            The {shelf.length} newest of {totalOf(counts)} books.
          </p>
        )}
      </section>
      {!isEmpty && (
        <div className="page grid gap-y-20 pt-16">
          <OpenBooks books={open} />
          <div className="grid gap-x-16 gap-y-16 lg:grid-cols-[3fr_2fr]">
            <FinishedList books={finished} total={counts.finished} />
            <WaitingList books={waiting} total={counts.planned} />
          </div>
        </div>
      )}
    </>
  );
}
