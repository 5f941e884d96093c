'use client';

import type { Route } from 'next';
import { usePathname } from 'next/navigation';
import { useId, useRef } from 'react';
import { iconButtonClass } from './button.tsx';
import { CloseIcon, MenuIcon } from './icons.tsx';
import { NavLink } from './nav-link.tsx';

export type MenuLink = { href: Route; label: string };

/** The links beside the name on wide screens. Links that do not fit wrap into more rows. */
export function WideMenu({ links }: { links: readonly MenuLink[] }) {
  if (links.length === 0) return null;
  return (
    <nav aria-label="Main" className="-ms-3 max-md:hidden">
      <ul className="flex flex-wrap">
        {links.map(({ href, label }) => (
          <li key={href}>
            <NavLink href={href} className="px-3 text-sm font-medium">
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/**
 * The links on narrow screens: a button, and a panel over the top of the page. The panel is a popover: it works without
 * scripts, and the browser closes it on Escape and on a click elsewhere.
 */
export function PhoneMenu({ links }: { links: readonly MenuLink[] }) {
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  const pathname = usePathname();
  if (links.length === 0) return null;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label="Open the menu"
        className={`md:hidden ${iconButtonClass}`}
      >
        <MenuIcon />
      </button>
      {/* The key makes a new, closed panel when the page changes. */}
      <nav
        key={pathname}
        ref={panel}
        id={id}
        popover="auto"
        aria-label="Main"
        className="inset-x-3 top-3 bottom-auto max-h-[calc(100dvh-1.5rem)] w-auto overflow-y-auto rounded-md bg-surface text-ink shadow-raised backdrop:bg-scrim motion-safe:transition-[opacity,translate] motion-safe:duration-200 motion-safe:ease-settle md:hidden starting:open:-translate-y-2 starting:open:opacity-0"
      >
        <div className="flex items-start justify-between gap-4 p-2 ps-5">
          <ul className="grid min-w-0 py-1">
            {links.map(({ href, label }) => (
              <li key={href}>
                <NavLink
                  href={href}
                  onClick={() => panel.current?.hidePopover()}
                  className="min-h-12 py-1.5 font-serif text-xl"
                >
                  {label}
                </NavLink>
              </li>
            ))}
          </ul>
          <button
            type="button"
            popoverTarget={id}
            popoverTargetAction="hide"
            aria-label="Close the menu"
            className={iconButtonClass}
          >
            <CloseIcon />
          </button>
        </div>
      </nav>
    </>
  );
}
