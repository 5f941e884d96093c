import { databaseProblem } from '../../db/errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { RuleError } from '../rule-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { behind, encodeCursor, orderBy } from './cursor.ts';
import {
  type Book,
  type BookPage,
  type CreateBook,
  type ListBooks,
  ratingIssue,
  type UpdateBook,
} from './schema.ts';

const include = { author: { select: { id: true, name: true } } } as const;

type BookCounts = Record<Book['status'], number>;

export type BooksService = ReturnType<typeof createBooksService>;

/** The books of the reading list. An unknown id fails as Prisma's P2025. */
export function createBooksService({ prisma }: ServiceContext) {
  return {
    async list(query: ListBooks): Promise<BookPage> {
      const rows = await prisma.book.findMany({
        where: { AND: [filter(query), query.cursor ? behind(query.cursor, query) : {}] },
        orderBy: orderBy(query),
        take: query.limit + 1,
        include,
      });
      const items = rows.slice(0, query.limit);
      const last = rows.length > query.limit ? items.at(-1) : undefined;
      return {
        items: items.map(toBook),
        nextCursor: last ? encodeCursor(last, query) : null,
      };
    },

    async counts(): Promise<BookCounts> {
      const rows = await prisma.book.groupBy({ by: 'status', _count: true });
      const counts: BookCounts = { planned: 0, reading: 0, finished: 0 };
      for (const { status, _count } of rows) counts[status] = _count;
      return counts;
    },

    async get(id: string): Promise<Book> {
      return toBook(await prisma.book.findUniqueOrThrow({ where: { id }, include }));
    },

    async create({ author, ...fields }: CreateBook): Promise<Book> {
      return refusingDuplicates(() =>
        prisma.$transaction(async (transaction) => {
          const authorId = await authorNamed(transaction, author);
          const data = { ...fields, authorId };
          return toBook(await transaction.book.create({ data, include }));
        }),
      );
    },

    async update(id: string, { author, ...fields }: UpdateBook): Promise<Book> {
      return refusingDuplicates(() =>
        prisma.$transaction(async (transaction) => {
          // The lock keeps another update from breaking the rule between the check and the write.
          await transaction.$queryRaw`SELECT id FROM books WHERE id = ${id}::uuid FOR UPDATE`;
          const current = await transaction.book.findUniqueOrThrow({ where: { id } });
          const issue = ratingIssue({ ...current, ...fields });
          if (issue) throw new RuleError('invalid', [issue]);
          const authorId = author && (await authorNamed(transaction, author));
          const data = { ...fields, authorId };
          return toBook(await transaction.book.update({ where: { id }, data, include }));
        }),
      );
    },

    async remove(id: string): Promise<void> {
      await prisma.book.delete({ where: { id } });
    },
  };
}

function filter({ status, q }: ListBooks): Prisma.BookWhereInput {
  if (!q) return { status };
  const contains = { contains: q.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const;
  return { status, OR: [{ title: contains }, { author: { name: contains } }] };
}

/**
 * `connectOrCreate` fails when two requests add the same author at once. An upsert does not, if it updates something:
 * only then is it one atomic statement.
 */
async function authorNamed(transaction: Prisma.TransactionClient, name: string) {
  const { id } = await transaction.author.upsert({
    where: { name },
    create: { name },
    update: { name },
  });
  return id;
}

async function refusingDuplicates<Result>(save: () => Promise<Result>): Promise<Result> {
  try {
    return await save();
  } catch (error) {
    if (databaseProblem(error) !== 'conflict') throw error;
    throw new RuleError('conflict', [
      { path: 'title', message: 'This author already has a book of this title' },
    ]);
  }
}

type BookRow = Prisma.BookGetPayload<{ include: typeof include }>;

function toBook(row: BookRow): Book {
  return {
    id: row.id,
    title: row.title,
    author: row.author,
    year: row.year,
    status: row.status,
    rating: row.rating,
    notes: row.notes,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
