import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../test/database/use-database.ts';
import { RuleError } from '../rule-error.ts';
import { CreateBook, ListBooks } from './schema.ts';
import { type BooksService, createBooksService } from './service.ts';

const database = useDatabase();
let books: BooksService;

beforeEach(() => {
  books = createBooksService({ prisma: database.prisma, user: null });
});

describe('list', () => {
  const years = { Emma: 1815, Beloved: 1987, Dracula: 1897, Untitled: null, Unknown: null };

  beforeEach(async () => {
    const { id: authorId } = await database.prisma.author.create({ data: { name: 'Anonymous' } });
    const data = Object.entries(years).map(([title, year], hour) => {
      return { title, year, authorId, createdAt: new Date(Date.UTC(2020, 0, 1, hour)) };
    });
    await database.prisma.book.createMany({ data });
  });

  it.each([
    ['title', 'asc', 'Beloved Dracula Emma Unknown Untitled'],
    ['title', 'desc', 'Untitled Unknown Emma Dracula Beloved'],
    ['year', 'asc', 'Emma Dracula Beloved Untitled Unknown'],
    ['year', 'desc', 'Beloved Dracula Emma Unknown Untitled'],
    ['createdAt', 'asc', 'Emma Beloved Dracula Untitled Unknown'],
    ['createdAt', 'desc', 'Unknown Untitled Dracula Beloved Emma'],
  ])('pages through all books by %s, %s', async (sort, order, titles) => {
    const whole = await books.list(ListBooks.parse({ sort, order }));
    expect(whole.nextCursor).toBeNull();
    expect(whole.items.map(({ title }) => title).join(' ')).toBe(titles);
    expect(await titlesPageByPage({ sort, order, limit: 2 })).toBe(titles);
  });

  it('breaks ties by id', async () => {
    await database.prisma.book.updateMany({ data: { createdAt: new Date(0) } });
    const titles = 'Unknown Untitled Dracula Beloved Emma';
    expect(await titlesPageByPage({ limit: 1 })).toBe(titles);
  });

  it('goes on behind a book that was deleted meanwhile', async () => {
    const first = await books.list(ListBooks.parse({ sort: 'title', order: 'asc', limit: 2 }));
    await books.remove(first.items[1]?.id ?? '');
    const cursor = first.nextCursor;
    const rest = await books.list(ListBooks.parse({ sort: 'title', order: 'asc', cursor }));
    expect(rest.items.map(({ title }) => title)).toEqual(['Emma', 'Unknown', 'Untitled']);
  });

  it.each(['nonsense', 'e30'])('refuses %j as a cursor', async (cursor) => {
    await expect(books.list(ListBooks.parse({ cursor }))).rejects.toThrow(RuleError);
  });

  it('takes an empty cursor for the first page', async () => {
    const first = await books.list(ListBooks.parse({ limit: 1 }));
    expect(await books.list(ListBooks.parse({ limit: 1, cursor: '' }))).toEqual(first);
  });

  it('refuses the cursor of a list in another order', async () => {
    const { nextCursor: cursor } = await books.list(ListBooks.parse({ limit: 1 }));
    await expect(books.list(ListBooks.parse({ cursor, sort: 'year' }))).rejects.toThrow(RuleError);
    await expect(books.list(ListBooks.parse({ cursor, order: 'asc' }))).rejects.toThrow(RuleError);
  });

  it('filters by status', async () => {
    await add({ title: 'Ulysses', status: 'reading' });
    expect(await titlesOf({ status: 'reading' })).toEqual(['Ulysses']);
  });

  it('finds a part of a title or of an author, whatever its case', async () => {
    await add({ title: 'Ulysses', author: 'James Joyce' });
    expect(await titlesOf({ q: 'ULY' })).toEqual(['Ulysses']);
    expect(await titlesOf({ q: 'joyce' })).toEqual(['Ulysses']);
  });

  it('finds a wildcard as a normal character', async () => {
    await add({ title: '100% Wool_' });
    expect(await titlesOf({ q: '%' })).toEqual(['100% Wool_']);
    expect(await titlesOf({ q: '_' })).toEqual(['100% Wool_']);
    expect(await titlesOf({ q: '\\' })).toEqual([]);
  });
});

describe('counts', () => {
  it('counts the books of each status, and 0 where there is none', async () => {
    await add({ title: 'Emma', status: 'reading' });
    await add({ title: 'Persuasion', status: 'reading' });
    await add({ title: 'Sanditon' });
    expect(await books.counts()).toEqual({ planned: 1, reading: 2, finished: 0 });
  });
});

describe('create', () => {
  it('adds an author once, however many books come at the same time', async () => {
    await Promise.all(['One', 'Two', 'Three', 'Four'].map((title) => add({ title })));
    expect(await database.prisma.author.count()).toBe(1);
  });

  it('refuses a second book of the same title and author', async () => {
    await add({ title: 'Emma' });
    await expect(add({ title: 'Emma' })).rejects.toMatchObject({
      kind: 'conflict',
      issues: [{ path: 'title' }],
    });
    await expect(add({ title: 'Emma', author: 'Alexander McCall Smith' })).resolves.toBeDefined();
  });
});

describe('update', () => {
  it('changes what is named and nothing else', async () => {
    const { id, ...before } = await add({ title: 'Emma', notes: 'From the library' });
    const after = await books.update(id, { status: 'finished', rating: 5 });
    expect(after).toMatchObject({
      ...before,
      status: 'finished',
      rating: 5,
      updatedAt: expect.anything(),
    });
  });

  it('moves a book to an author it has to add', async () => {
    const { id } = await add({ title: 'Emma', author: 'Jane Austin' });
    expect((await books.update(id, { author: 'Jane Austen' })).author.name).toBe('Jane Austen');
  });

  it('checks a rating against the status the book has', async () => {
    const { id } = await add({ title: 'Emma' });
    await expect(books.update(id, { rating: 4 })).rejects.toMatchObject({
      kind: 'invalid',
      issues: [{ path: 'rating' }],
    });
    await books.update(id, { rating: 4, status: 'finished' });
    await expect(books.update(id, { status: 'reading' })).rejects.toThrow(RuleError);
    await expect(books.update(id, { status: 'reading', rating: null })).resolves.toBeDefined();
  });

  it('refuses the title of another book of the author', async () => {
    await add({ title: 'Emma' });
    const { id } = await add({ title: 'Persuasion' });
    await expect(books.update(id, { title: 'Emma' })).rejects.toMatchObject({ kind: 'conflict' });
  });
});

describe('an unknown id', () => {
  const id = '01940000-0000-7000-8000-000000000000';

  it.each([
    ['get', () => books.get(id)],
    ['update', () => books.update(id, { notes: '' })],
    ['remove', () => books.remove(id)],
  ])('fails %s as not found', async (_, call) => {
    await expect(call()).rejects.toMatchObject({ code: 'P2025' });
  });
});

describe('the database', () => {
  it.each([
    ['a rating out of range', { status: 'finished', rating: 6 }],
    ['a rating before the end', { status: 'reading', rating: 4 }],
  ] as const)('refuses %s by itself', async (_, fields) => {
    const { id } = await add({ title: 'Emma' });
    await expect(database.prisma.book.update({ where: { id }, data: fields })).rejects.toThrow(
      /violates check constraint/,
    );
  });
});

function add(fields: { title: string } & Record<string, unknown>) {
  return books.create(CreateBook.parse({ author: 'Jane Austen', ...fields }));
}

async function titlesOf(query: Record<string, unknown>) {
  const { items } = await books.list(ListBooks.parse(query));
  return items.map(({ title }) => title);
}

async function titlesPageByPage(query: Record<string, unknown>) {
  const titles: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await books.list(ListBooks.parse({ ...query, cursor }));
    titles.push(...page.items.map(({ title }) => title));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return titles.join(' ');
}
