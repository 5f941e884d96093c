import Link from 'next/link';
import { site } from '@/site.ts';
import { buttonClass } from './button.tsx';
import { Mark, PlusIcon } from './icons.tsx';
import { NavLink } from './nav-link.tsx';
import type { Theme } from './theme.ts';
import { ThemeToggle } from './theme-toggle.tsx';

export function SiteHeader({ theme }: { theme: Theme }) {
  return (
    <header className="page flex h-18 items-center gap-1 sm:gap-3">
      <Link href="/" className="mr-auto flex min-h-11 min-w-0 items-center gap-2.5">
        <Mark />
        <span className="truncate font-serif text-lg">{site.name}</span>
      </Link>
      <nav aria-label="Main">
        <NavLink href="/books">Library</NavLink>
      </nav>
      <ThemeToggle initial={theme} />
      <Link
        href="/books/new"
        aria-label="Add a book"
        className={buttonClass('primary', 'max-sm:w-11 max-sm:px-0')}
      >
        <PlusIcon />
        <span className="max-sm:hidden">Add a book</span>
      </Link>
    </header>
  );
}
