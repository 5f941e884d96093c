import type { ComponentProps } from 'react';
import { controlClass } from './field.tsx';
import { ChevronIcon } from './icons.tsx';

/** A choice from a list. It opens the platform's own list, which people know on phones and with the keyboard. */
export function Select({ className = '', ...props }: ComponentProps<'select'>) {
  return (
    <div className="relative">
      <select
        {...props}
        className={`h-12 appearance-none truncate pe-11 ${controlClass} ${className}`}
      />
      <ChevronIcon className="pointer-events-none absolute end-3.5 top-1/2 size-5 -translate-y-1/2 text-soft" />
    </div>
  );
}
