import type { Problem } from './data.ts';
import type { Book, CreateBook } from './schema.ts';
import type { Status } from './status.ts';

/** A book while it is being written: what the fields hold. */
export type BookFormValues = {
  title: string;
  author: string;
  year: string;
  status: Status;
  rating: number | null;
  notes: string;
};

export const emptyForm: BookFormValues = {
  title: '',
  author: '',
  year: '',
  status: 'planned',
  rating: null,
  notes: '',
};

export function toForm(book: Book): BookFormValues {
  return {
    title: book.title,
    author: book.author.name,
    year: book.year === null ? '' : String(book.year),
    status: book.status,
    rating: book.rating,
    notes: book.notes,
  };
}

/**
 * What the fields mean. Only what cannot be sent at all is found out here (a year of letters is no number); everything
 * else is for the server to say, so there is one set of rules.
 */
export function readForm(values: BookFormValues): { book: CreateBook } | { problem: Problem } {
  const year = values.year.trim();
  if (year !== '' && !/^-?\d{1,6}$/.test(year)) {
    const message = 'A year is a number, such as 1925 or -700.';
    return { problem: { kind: 'invalid', message, fields: { year: message } } };
  }
  return {
    book: {
      ...values,
      year: year === '' ? null : Number(year),
      rating: values.status === 'finished' ? values.rating : null,
    },
  };
}
