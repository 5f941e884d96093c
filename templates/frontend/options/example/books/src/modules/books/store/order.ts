import * as z from 'zod';
import { RuleError } from '../../rule-error.ts';
import type { Book, ListBooks } from '../schema.ts';

/** The values that give the position of a book, in any order. */
const Position = z.object({
  id: z.string(),
  title: z.string(),
  year: z.number().nullable(),
  createdAt: z.string(),
});
type Position = z.infer<typeof Position>;

const collator = new Intl.Collator('en');

/** A total order: ties are broken by id, and books without a year come last in both directions. */
export function compareBooks(sort: ListBooks['sort'], order: ListBooks['order']) {
  const direction = order === 'asc' ? 1 : -1;
  return (one: Position, other: Position): number => {
    const byId = direction * collator.compare(one.id, other.id);
    if (sort !== 'year') return direction * collator.compare(one[sort], other[sort]) || byId;
    if (one.year === null || other.year === null) {
      return Number(one.year === null) - Number(other.year === null) || byId;
    }
    return direction * (one.year - other.year) || byId;
  };
}

/** A cursor is the position of the last book of a page. The next page starts after it, even if the book is removed. */
export function encodeCursor({ id, title, year, createdAt }: Book): string {
  return Buffer.from(JSON.stringify({ id, title, year, createdAt })).toString('base64url');
}

export function decodeCursor(cursor: string): Position {
  try {
    return Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new RuleError('invalid', [{ path: 'cursor', message: 'Not a cursor of a list' }]);
  }
}
