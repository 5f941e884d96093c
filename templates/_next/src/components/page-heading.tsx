import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ArrowIcon } from './icons.tsx';

type PageHeadingProps = {
  title: string;
  /** A link to the page one level up. */
  back?: { href: Route; label: string };
  /** Actions of the page, beside its title. */
  children?: ReactNode;
};

export function PageHeading({ title, back, children }: PageHeadingProps) {
  return (
    <div className="mb-10">
      {back && (
        <Link
          href={back.href}
          className="mb-1 inline-flex min-h-11 items-center gap-2 text-sm font-medium text-soft hover:text-ink"
        >
          <ArrowIcon className="size-4 rotate-180 rtl:rotate-0" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
        <h1 className="min-w-0 font-serif text-3xl wrap-anywhere">{title}</h1>
        {children}
      </div>
    </div>
  );
}
