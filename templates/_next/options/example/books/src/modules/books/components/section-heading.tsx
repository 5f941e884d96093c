import Link from 'next/link';
import type { Status } from '../status.ts';

type SectionHeadingProps = { id: string; title: string; status: Status; total: number };

/** The heading of a short list, with a link to the full list. */
export function SectionHeading({ id, title, status, total }: SectionHeadingProps) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <h2 id={id} className="font-serif text-2xl">
        {title}
      </h2>
      <Link
        href={`/books?status=${status}`}
        className="inline-flex min-h-11 items-center text-sm font-medium text-accent underline-offset-4 hover:underline"
      >
        All {total}
      </Link>
    </div>
  );
}
