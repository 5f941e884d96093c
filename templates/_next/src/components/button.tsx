import type { ComponentProps } from 'react';

const SHARED =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-full px-5 text-sm font-medium whitespace-nowrap motion-safe:transition-colors motion-safe:duration-150 disabled:opacity-60';

const LOOKS = {
  primary: 'bg-accent text-paper hover:bg-ink',
  quiet: 'border border-edge hover:border-ink hover:bg-surface',
  danger: 'bg-danger text-paper hover:bg-ink',
};

/** The look of a button with only an icon. Give it an `aria-label`. */
export const iconButtonClass =
  'grid size-11 shrink-0 place-items-center rounded-full text-soft motion-safe:transition-colors hover:bg-sunken hover:text-ink';

/** The look of a button, also for a link that should look like one. */
export function buttonClass(look: keyof typeof LOOKS = 'primary', className = ''): string {
  return `${SHARED} ${LOOKS[look]} ${className}`;
}

type ButtonProps = ComponentProps<'button'> & { look?: keyof typeof LOOKS };

export function Button({ look = 'primary', className, type = 'button', ...props }: ButtonProps) {
  return <button type={type} className={buttonClass(look, className)} {...props} />;
}
