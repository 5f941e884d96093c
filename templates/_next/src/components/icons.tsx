import type { ReactNode } from 'react';

/*
 * The icons, on a 20 pixel grid and in the colour of the text. They are decoration: the control around an icon needs a
 * name of its own.
 */
export function icon(paths: ReactNode) {
  return function Icon({ className = 'size-5' }: { className?: string }) {
    return (
      <svg
        aria-hidden="true"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        className={`shrink-0 ${className}`}
      >
        {paths}
      </svg>
    );
  };
}

export const PlusIcon = icon(<path d="M10 4v12M4 10h12" />);
export const SearchIcon = icon(<path d="M9 15a6 6 0 1 0 0-12 6 6 0 0 0 0 12Zm4.5-1.5L17 17" />);
export const MenuIcon = icon(<path d="M3 6.5h14M3 13.5h14" />);
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />);
export const ArrowIcon = icon(<path d="M4 10h12m-5-5 5 5-5 5" />);
export const ChevronIcon = icon(<path d="m6 8 4 4 4-4" />);
export const SunIcon = icon(
  <path d="M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 2v1.5m0 13V18M2 10h1.5m13 0H18M4.3 4.3l1.1 1.1m9.2 9.2 1.1 1.1m0-11.4-1.1 1.1m-9.2 9.2-1.1 1.1" />,
);
export const MoonIcon = icon(<path d="M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5Z" />);
export const ContrastIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 3a7 7 0 0 1 0 14Z" fill="currentColor" />
  </>,
);
export const StarIcon = icon(
  <path
    className="fill-(--star,none)"
    d="m10 2.8 2.2 4.6 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.1l5-.7L10 2.8Z"
  />,
);

/** The logo of the site, the same as app/icon.svg. */
export function Mark({ className = 'size-7' }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={`shrink-0 ${className}`}>
      <path className="fill-accent" d="M2 16A14 14 0 0 1 16 2v14zM30 16a14 14 0 0 1-14 14V16z" />
      <circle className="fill-highlight" cx="23.5" cy="8.5" r="6.5" />
      <path className="fill-ink" d="M2 17h13v13H2z" />
    </svg>
  );
}
