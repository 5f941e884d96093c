import type * as z from 'zod';
import { RuleError } from '../../rule-error.ts';
import {
  type Book,
  type BookPage,
  CreateBook,
  ListBooks,
  ratingIssue,
  UpdateBook,
} from '../schema.ts';
import type { BookCounts } from '../status.ts';
import { compareBooks, decodeCursor, encodeCursor } from './order.ts';
import { seed } from './seed.ts';

export type BookStore = ReturnType<typeof createBookStore>;

/**
 * Books in memory, with the operations of a database. It validates all input, and returns copies, so that callers
 * cannot change what is stored.
 */
export function createBookStore(kept = seededBooks()) {
  return {
    async list(input: z.input<typeof ListBooks>): Promise<BookPage> {
      const { cursor, limit, status, q, sort, order } = ListBooks.parse(input);
      const compare = compareBooks(sort, order);
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      const found = [...kept.values()]
        .filter((book) => !status || book.status === status)
        .filter((book) => !q || matches(book, q))
        .filter((book) => !after || compare(book, after) > 0)
        .sort(compare);
      const items = structuredClone(found.slice(0, limit));
      const last = items.at(-1);
      return { items, nextCursor: last && found.length > limit ? encodeCursor(last) : null };
    },

    async counts(): Promise<BookCounts> {
      const counts: BookCounts = { planned: 0, reading: 0, finished: 0 };
      for (const book of kept.values()) counts[book.status] += 1;
      return counts;
    },

    async get(id: string): Promise<Book | null> {
      return structuredClone(kept.get(id) ?? null);
    },

    async create(input: z.input<typeof CreateBook>): Promise<Book> {
      const { author, ...fields } = CreateBook.parse(input);
      const now = new Date().toISOString();
      return save({
        id: crypto.randomUUID(),
        ...fields,
        author: authorNamed(author),
        createdAt: now,
        updatedAt: now,
      });
    },

    async update(id: string, input: UpdateBook): Promise<Book | null> {
      const { author, ...changes } = UpdateBook.parse(input);
      const current = kept.get(id);
      if (!current) return null;
      return save({
        ...current,
        ...changes,
        author: author === undefined ? current.author : authorNamed(author),
        updatedAt: new Date().toISOString(),
      });
    },

    async remove(id: string): Promise<boolean> {
      return kept.delete(id);
    },
  };

  function save(book: Book): Book {
    const issue = ratingIssue(book);
    if (issue) throw new RuleError('invalid', [issue]);
    if (isTaken(book)) {
      const message = `There is a “${book.title}” by ${book.author.name} already`;
      throw new RuleError('conflict', [{ path: 'title', message }]);
    }
    kept.set(book.id, book);
    return structuredClone(book);
  }

  function isTaken({ id, title, author }: Book): boolean {
    return [...kept.values()].some(
      (other) => other.id !== id && other.title === title && other.author.id === author.id,
    );
  }

  /** The author with this name, from the stored books, or a new author. */
  function authorNamed(name: string): Book['author'] {
    const known = [...kept.values()].find((book) => book.author.name === name);
    return known?.author ?? { id: crypto.randomUUID(), name };
  }
}

/**
 * The store of this server process. Its books are on the global object, because Next bundles pages and route handlers
 * separately, each with a copy of this code, and a reload in development loads the code again.
 */
export function bookStore(): BookStore {
  const home = globalThis as { books?: Map<string, Book> };
  home.books ??= seededBooks();
  return createBookStore(home.books);
}

function seededBooks(): Map<string, Book> {
  return new Map(seed.map((book) => [book.id, structuredClone(book)]));
}

function matches({ title, author }: Book, q: string): boolean {
  const wanted = q.toLowerCase();
  return title.toLowerCase().includes(wanted) || author.name.toLowerCase().includes(wanted);
}
