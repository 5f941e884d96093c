import * as z from 'zod';
import { RuleError } from '../../rule-error.ts';
import type { Book, ListBooks } from '../schema.ts';

/** What it takes to know where a book stands, in any order. */
const Position = z.object({
  id: z.string(),
  title: z.string(),
  year: z.number().nullable(),
  createdAt: z.string(),
});
type Position = z.infer<typeof Position>;

const collator = new Intl.Collator('en');

/** A total order: equals are told apart by id, and a book without a year comes last either way. */
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

/** A cursor is the last book of a page: the next one starts after it, whatever comes and goes before. */
export function encodeCursor({ id, title, year, createdAt }: Book): string {
  return Buffer.from(JSON.stringify({ id, title, year, createdAt })).toString('base64url');
}

export function decodeCursor(cursor: string): Position {
  try {
    return Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new RuleError('invalid', [{ path: 'cursor', message: 'Is none that a list gave' }]);
  }
}
