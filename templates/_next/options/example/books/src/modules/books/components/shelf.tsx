import '../books.css';
import Link from 'next/link';
import { bindingOf, CLOTHS, formatOf } from '../cover.ts';
import type { Book } from '../schema.ts';

const HEIGHTS = ['h-64', 'h-67', 'h-70', 'h-74', 'h-78'];
const THICKNESSES = ['w-11', 'w-13', 'w-15'];

/** Books side by side, with their spines to the front. If they do not fit, the shelf scrolls. */
export function Shelf({ books }: { books: readonly Book[] }) {
  return (
    <ul className="flex min-h-78 items-end gap-0.5 overflow-x-auto border-b-[6px] border-ink px-[max(clamp(1.25rem,4vw,3rem),calc((100vw-70rem)/2))] pt-4">
      {books.map((book) => (
        <li key={book.id} className="shrink-0">
          <Spine book={book} />
        </li>
      ))}
    </ul>
  );
}

/** The text runs from top to bottom. The padding is logical: inline is along the spine. */
function Spine({ book }: { book: Book }) {
  const { cloth } = bindingOf(book.author.name);
  const { height, thickness } = formatOf(book.title);
  return (
    <Link
      href={`/books/${book.id}`}
      prefetch={false}
      className={`flex items-center justify-between gap-3 rounded-t-sm px-4 py-1 [writing-mode:vertical-rl] shadow-[inset_-5px_0_6px_-5px_oklch(20%_0.03_268/0.5),inset_5px_0_6px_-5px_oklch(97%_0.01_90/0.35)] motion-safe:transition-transform duration-300 ease-settle hover:-translate-y-2.5 focus-visible:-translate-y-2.5 focus-visible:-outline-offset-4 focus-visible:outline-current ${HEIGHTS[height]} ${THICKNESSES[thickness]} ${CLOTHS[cloth]}`}
    >
      <span className="line-clamp-2 font-serif text-base leading-[1.05]">{book.title}</span>
      <span className="shrink-0 text-[0.6875rem] leading-none">{surname(book.author.name)}</span>
    </Link>
  );
}

/** The last name, with the particles that belong to it: "Woolf", "Le Guin". */
function surname(name: string): string {
  return /(?:\b(?:d[aeiu]|der|el|l[ae]|v[ao]n) )*\S+$/i.exec(name)?.[0] ?? name;
}
