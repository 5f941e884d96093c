import Link from 'next/link';
import { buttonClass } from '@/components/button.tsx';
import { PlusIcon } from '@/components/icons.tsx';

/** The heading of the library, with a link to add a book. */
export function LibraryHeading() {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-6">
      <div>
        <h1 className="font-serif text-3xl">Library</h1>
        <p className="mt-3 max-w-[46ch] text-lg text-soft">
          All your books. You can change the status and the rating of each one in the list.
        </p>
      </div>
      <Link href="/books/new" className={buttonClass()}>
        <PlusIcon />
        Add a book
      </Link>
    </div>
  );
}
