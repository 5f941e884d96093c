import type { Route } from 'next';
import Link from 'next/link';
import { ArrowIcon } from './icons.tsx';

type PageHeadingProps = { back: { href: Route; label: string }; title: string };

/** The title of a page one level down, and the way up. */
export function PageHeading({ back, title }: PageHeadingProps) {
  return (
    <div className="mb-10">
      <Link
        href={back.href}
        className="inline-flex min-h-11 items-center gap-2 text-sm font-medium text-soft hover:text-ink"
      >
        <ArrowIcon className="size-4 rotate-180" />
        {back.label}
      </Link>
      <h1 className="mt-1 font-serif text-3xl wrap-anywhere">{title}</h1>
    </div>
  );
}
