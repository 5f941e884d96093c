import * as z from 'zod';

export const BookStatus = z.enum(['planned', 'reading', 'finished']);

const text = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum, `At most ${maximum} characters`)
    // PostgreSQL's text cannot hold it.
    .refine((value) => !value.includes('\0'), 'Must not contain a NUL character');

const fields = {
  title: text(200).min(1, 'Give the book a title'),
  author: text(120)
    .min(1, 'Say who wrote it')
    .describe('The name of a person. A new name adds an author'),
  year: z
    .int('Must be a whole year')
    .min(-3000, 'No book is that old')
    .max(2100, 'Too far ahead')
    .nullable()
    .describe('The year of publication'),
  status: BookStatus,
  rating: z
    .int()
    .min(1, 'From 1 to 5')
    .max(5, 'From 1 to 5')
    .nullable()
    .describe('Only a finished book has one'),
  notes: text(2000),
};

export const Book = z
  .strictObject({
    id: z.uuid(),
    title: z.string(),
    author: z.strictObject({ id: z.uuid(), name: z.string() }),
    year: fields.year,
    status: BookStatus,
    rating: fields.rating,
    notes: z.string(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Book' });

export const BookPage = z
  .strictObject({ items: z.array(Book), nextCursor: z.string().nullable() })
  .meta({ id: 'BookPage', description: 'The last page has no next cursor' });

export const CreateBook = z
  .strictObject({
    ...fields,
    year: fields.year.default(null),
    status: BookStatus.default('planned'),
    rating: fields.rating.default(null),
    notes: fields.notes.default(''),
  })
  .superRefine((book, context) => {
    const issue = ratingIssue(book);
    if (issue) context.addIssue({ code: 'custom', ...issue, path: [issue.path] });
  })
  .meta({ id: 'CreateBook' });

export const UpdateBook = z.strictObject(fields).partial().meta({ id: 'UpdateBook' });

export const ListBooks = z.strictObject({
  cursor: z.string().optional().describe('The `nextCursor` of the previous page'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  status: BookStatus.optional(),
  q: text(200).optional().describe('Part of a title or of an author’s name'),
  sort: z.enum(['createdAt', 'title', 'year']).default('createdAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
});

export const BookId = z.strictObject({ id: z.uuid() });

export type Book = z.output<typeof Book>;
export type BookPage = z.output<typeof BookPage>;
export type CreateBook = z.output<typeof CreateBook>;
export type UpdateBook = z.output<typeof UpdateBook>;
export type ListBooks = z.output<typeof ListBooks>;

/** What is wrong with the rating of a book, if anything. */
export function ratingIssue({ status, rating }: Pick<Book, 'status' | 'rating'>) {
  if (rating === null || status === 'finished') return undefined;
  return { path: 'rating', message: 'Only a finished book has a rating' };
}
