'use client';

import { useEffect, useRef } from 'react';
import { Button } from './button.tsx';
import { controlClass } from './field.tsx';
import { SearchIcon } from './icons.tsx';

const TYPING_PAUSE = 250;

/**
 * Searches a list as people type. The words are in the address, so a search can be shared, and the way back leads to it.
 * Without scripts it is a form with a button.
 */
export function ListSearch({ label, q }: { label: string; q: string }) {
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const shown = useRef(q);

  useEffect(() => {
    // What was typed before the page was hydrated.
    show(input.current?.value ?? '');
    return () => clearTimeout(timer.current);
  }, []);

  useEffect(() => {
    if (shown.current === q) return;
    shown.current = q;
    // The words in the address, for example after going back, but not while someone types.
    if (input.current && input.current !== document.activeElement) input.current.value = q;
  }, [q]);

  return (
    <form
      aria-label="Search"
      onSubmit={(event) => event.preventDefault()}
      className="mb-8 flex gap-3"
    >
      <div className="relative grow">
        <SearchIcon className="pointer-events-none absolute start-4 top-1/2 size-5 -translate-y-1/2 text-soft" />
        <input
          ref={input}
          type="search"
          name="q"
          aria-label={label}
          placeholder={label}
          defaultValue={q}
          maxLength={200}
          autoComplete="off"
          onChange={({ target: { value } }) => {
            clearTimeout(timer.current);
            timer.current = setTimeout(() => show(value), TYPING_PAUSE);
          }}
          onBlur={({ target: { value } }) => {
            // A change of the address would stop the way to another page, so it must not come after a click on a link.
            clearTimeout(timer.current);
            show(value);
          }}
          className={`h-12 ps-12 ${controlClass}`}
        />
      </div>
      <noscript>
        <Button type="submit" look="quiet">
          Search
        </Button>
      </noscript>
    </form>
  );
}

/** Changes the address without loading the page: the list fetches its data. */
function show(typed: string) {
  const address = new URL(window.location.href);
  if (typed.trim() === '') address.searchParams.delete('q');
  else address.searchParams.set('q', typed.trim());
  if (address.href !== window.location.href) window.history.replaceState(null, '', address);
}
