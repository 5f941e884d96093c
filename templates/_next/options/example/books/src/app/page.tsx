import Link from 'next/link';
import { buttonClass } from '@/components/button.tsx';
import { ArrowIcon, PlusIcon } from '@/components/icons.tsx';
import { books } from '@/data/server.ts';
import { FinishedList } from '@/modules/books/components/finished-list.tsx';
import { OpenBooks } from '@/modules/books/components/open-books.tsx';
import { Shelf } from '@/modules/books/components/shelf.tsx';
import { WaitingList } from '@/modules/books/components/waiting-list.tsx';
import { headline } from '@/modules/books/headline.ts';
import { site } from '@/site.ts';

export default async function HomePage() {
  const [counts, shelf, open, finished, waiting] = await Promise.all([
    books.counts(),
    books.list({ limit: 40, sort: 'createdAt', order: 'asc' }),
    books.list({ status: 'reading', limit: 4 }),
    books.list({ status: 'finished', limit: 4 }),
    books.list({ status: 'planned', limit: 4, order: 'asc' }),
  ]);
  const isEmpty = shelf.items.length === 0;

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
              <ArrowIcon />
            </Link>
          )}
        </div>
      </section>
      <section aria-label="The shelf">
        <Shelf books={shelf.items} />
      </section>
      {!isEmpty && (
        <div className="page grid gap-y-20 pt-16">
          <OpenBooks books={open.items} />
          <div className="grid gap-x-16 gap-y-16 lg:grid-cols-[3fr_2fr]">
            <FinishedList books={finished.items} total={counts.finished} />
            <WaitingList books={waiting.items} total={counts.planned} />
          </div>
        </div>
      )}
    </>
  );
}
