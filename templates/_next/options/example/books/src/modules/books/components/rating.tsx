'use client';

import { StarIcon } from '@/components/icons.tsx';

const RATINGS = [1, 2, 3, 4, 5];

/** A rating that cannot be changed. */
export function Stars({ rating }: { rating: number }) {
  return (
    <span role="img" aria-label={`${rating} of 5`} className="flex">
      {RATINGS.map((star) => (
        <StarIcon
          key={star}
          className={`size-4 ${star <= rating ? 'text-accent [--star:currentColor]' : 'text-edge'}`}
        />
      ))}
    </span>
  );
}

type RatingInputProps = {
  name: string;
  /** What is rated, for screen readers. */
  label: string;
  value: number | null;
  onChange: (rating: number | null) => void;
  describedBy?: string | undefined;
  className?: string;
};

/** An input for a rating: radio buttons, which arrow keys move through, and a button that removes the rating. */
export function RatingInput({
  name,
  label,
  value,
  onChange,
  describedBy,
  className = '',
}: RatingInputProps) {
  return (
    <fieldset
      aria-describedby={describedBy}
      className={`group/rating flex items-center ${className}`}
    >
      <legend className="sr-only">{label}</legend>
      {RATINGS.map((star) => (
        <label key={star} className="relative grid h-11 w-7 cursor-pointer place-items-center">
          <input
            type="radio"
            name={name}
            value={star}
            checked={value === star}
            onChange={() => onChange(star)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-sm focus-visible:-outline-offset-2"
          />
          <span className="sr-only">{star} of 5</span>
          <StarIcon
            className={`pointer-events-none size-5 ${value !== null && star <= value ? 'text-accent [--star:currentColor]' : 'text-edge'}`}
          />
        </label>
      ))}
      {value !== null && (
        <button
          type="button"
          onClick={() => onChange(null)}
          className="mx-2 min-h-11 text-xs text-soft underline underline-offset-4 hover:text-ink focus-visible:opacity-100 hover-hover:opacity-0 hover-hover:group-focus-within/rating:opacity-100 hover-hover:group-hover/rating:opacity-100"
        >
          Clear<span className="sr-only"> the rating</span>
        </button>
      )}
    </fieldset>
  );
}
