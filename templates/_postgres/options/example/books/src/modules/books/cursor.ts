import * as z from 'zod';
import type { Prisma } from '../../generated/prisma/client.ts';
import { RuleError } from '../rule-error.ts';
import type { ListBooks } from './schema.ts';

type Order = Pick<ListBooks, 'sort' | 'order'>;
type Row = { id: string; title: string; year: number | null; createdAt: Date };

const Position = z.discriminatedUnion('sort', [
  z.object({ sort: z.literal('createdAt'), value: z.iso.datetime() }),
  z.object({ sort: z.literal('title'), value: z.string() }),
  z.object({ sort: z.literal('year'), value: z.int().nullable() }),
]);
const Cursor = z.intersection(Position, z.object({ order: z.enum(['asc', 'desc']), id: z.uuid() }));

/** The order of a page. Ties are broken by id, and books without a year come last in both directions. */
export function orderBy({ sort, order }: Order): Prisma.BookOrderByWithRelationInput[] {
  return [{ [sort]: sort === 'year' ? { sort: order, nulls: 'last' } : order }, { id: order }];
}

/** The position after a row, opaque to clients. It stays valid when the row is deleted. */
export function encodeCursor(row: Row, { sort, order }: Order): string {
  return Buffer.from(JSON.stringify({ sort, order, value: row[sort], id: row.id })).toString(
    'base64url',
  );
}

/** The rows after a cursor. */
export function behind(cursor: string, { sort, order }: Order): Prisma.BookWhereInput {
  const place = decodeCursor(cursor);
  if (place?.sort !== sort || place.order !== order) {
    throw new RuleError('invalid', [
      { path: 'cursor', message: 'Not a cursor of a list in this order' },
    ]);
  }
  const further = order === 'asc' ? 'gt' : 'lt';
  const tied = { [sort]: place.value, id: { [further]: place.id } };
  if (place.value === null) return tied;
  const later = { [sort]: { [further]: place.value } };
  return { OR: [later, tied, ...(sort === 'year' ? [{ year: null }] : [])] };
}

function decodeCursor(cursor: string) {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    return undefined;
  }
}
