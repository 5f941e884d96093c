import type { Route } from 'next';
import Link from 'next/link';
import { pages, site } from '@/site.ts';
import { Mark } from './icons.tsx';
import { type MenuLink, PhoneMenu, WideMenu } from './main-menu.tsx';
import type { Theme } from './theme.ts';
import { ThemeToggle } from './theme-toggle.tsx';

const links: MenuLink[] = Object.entries(pages).map(([path, { label }]) => ({
  // `pages` has plain strings, which Next's types do not check: e2e/pages.spec.ts opens each of them.
  href: path as Route,
  label,
}));

export function SiteHeader({ theme }: { theme: Theme }) {
  return (
    <header className="page flex items-start gap-1 py-3.5 sm:gap-3">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-6">
        <Link href="/" className="me-auto flex min-h-11 min-w-0 items-center gap-2.5">
          <Mark />
          <span className="font-serif text-lg leading-tight text-balance wrap-anywhere">
            {site.name}
          </span>
        </Link>
        <WideMenu links={links} />
      </div>
      <ThemeToggle initial={theme} />
      <PhoneMenu links={links} />
    </header>
  );
}
