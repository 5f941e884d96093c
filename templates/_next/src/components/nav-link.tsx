'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

type NavLinkProps = {
  href: Route;
  className?: string;
  onClick?: () => void;
  children: ReactNode;
};

/** A link of the main menu. It is marked if it leads to the current page or its section. */
export function NavLink({ href, className = '', onClick, children }: NavLinkProps) {
  const pathname = usePathname();
  return (
    <Link
      href={href}
      onClick={onClick}
      aria-current={ariaCurrent(href, pathname)}
      className={`inline-flex min-h-11 items-center decoration-accent decoration-2 underline-offset-8 wrap-anywhere hover:underline aria-[current]:underline ${className}`}
    >
      {children}
    </Link>
  );
}

export function ariaCurrent(href: string, pathname: string | null): 'page' | true | undefined {
  if (pathname === href) return 'page';
  return pathname?.startsWith(`${href}/`) ? true : undefined;
}
