import type { ReactNode } from 'react';

/** What is known about a row of a list: its `Fact`s, side by side. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="mt-1.5 flex flex-wrap gap-x-6 gap-y-1 text-sm text-soft tabular-nums">
      {children}
    </dl>
  );
}

/** One value with its name; nothing if there is no value. */
export function Fact({ name, value }: { name: string; value: string | number | boolean | null }) {
  if (value === null) return null;
  return (
    <div className="flex min-w-0 flex-wrap gap-x-1.5">
      <dt>{name}:</dt>
      <dd className="text-ink wrap-anywhere">
        {typeof value === 'boolean' ? (value ? 'Yes' : 'No') : value}
      </dd>
    </div>
  );
}
