import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../test/database/use-database.ts';
import { toProblem } from '../../http/error-handler.ts';

const AUTHOR = { name: 'Jane Austen' };
const UNKNOWN = '01940000-0000-7000-8000-000000000000';

const database = useDatabase();

describe('a query that the database refuses', () => {
  it('is a conflict when a unique value is taken', async () => {
    const add = () => database.prisma.author.create({ data: AUTHOR });
    await add();
    expect(await statusOf(add(), 'POST')).toBe(409);
  });

  it('is "not found" when the row is missing', async () => {
    const { author } = database.prisma;
    expect(await statusOf(author.delete({ where: { id: UNKNOWN } }), 'DELETE')).toBe(404);
  });

  it('is a conflict when something still refers to the row', async () => {
    const { author, book } = database.prisma;
    await book.create({ data: { title: 'Emma', author: { create: AUTHOR } } });
    expect(await statusOf(author.delete({ where: AUTHOR }), 'DELETE')).toBe(409);
  });

  it('is invalid when it refers to a row that is missing', async () => {
    const { book } = database.prisma;
    const data = { title: 'Emma', authorId: UNKNOWN };
    expect(await statusOf(book.create({ data }), 'POST')).toBe(400);
  });
});

/** Sends a request whose handler fails with this error, and returns the status of the response. */
function statusOf(query: Promise<unknown>, method: string) {
  return query.then(
    () => undefined,
    (error: unknown) => toProblem(error, method).status,
  );
}
