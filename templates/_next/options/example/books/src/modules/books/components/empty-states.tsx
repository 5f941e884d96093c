import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/button.tsx';
import { type BookFilter, filterHref } from '../filter.ts';

/** The library without any books. */
export function EmptyShelf() {
  return (
    <State
      drawing={<path d="M10 78h180M40 78l9-46 13 2.5L53 78" />}
      title="Nothing on the shelf yet."
      text="Start with the book that has been lying beside the bed. You can say more about it later."
    >
      <Link href="/books/new" className={buttonClass()}>
        Add the first book
      </Link>
    </State>
  );
}

/** The library when no book matches the filter. */
export function NothingFound({ filter }: { filter: BookFilter }) {
  return (
    <State
      drawing={
        <path d="M10 78h180M28 78V30h16v48m4 0V38h12v40m72 0V34h14v44m4 0V26h16v52M76 78v-6m16 6v-6m16 6v-6" />
      }
      title={filter.q ? `No book matches “${filter.q}”.` : 'No book is here at the moment.'}
      text={filter.q ? 'Try fewer letters, or a surname only.' : 'Books move as you read them.'}
    >
      <Link href={filterHref({ ...filter, q: '', status: null })} className={buttonClass('quiet')}>
        Show all books
      </Link>
    </State>
  );
}

type StateProps = { drawing: ReactNode; title: string; text: string; children: ReactNode };

function State({ drawing, title, text, children }: StateProps) {
  return (
    <div role="status" className="grid justify-items-center gap-3 py-16 text-center">
      <svg
        aria-hidden="true"
        viewBox="0 0 200 90"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
        className="w-56 text-edge"
      >
        {drawing}
      </svg>
      <h2 className="mt-4 font-serif text-xl">{title}</h2>
      <p className="mb-4 max-w-[40ch] text-soft">{text}</p>
      {children}
    </div>
  );
}
