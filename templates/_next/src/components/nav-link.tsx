'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/** A link of the main navigation, which says when it leads to where one is. */
export function NavLink({ href, children }: { href: Route; children: ReactNode }) {
  const isCurrent = usePathname() === href;
  return (
    <Link
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      className="inline-flex min-h-11 items-center px-3 text-sm font-medium decoration-accent decoration-2 underline-offset-8 hover:underline aria-[current=page]:underline"
    >
      {children}
    </Link>
  );
}
