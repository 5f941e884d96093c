import type { PrismaClient } from '../../src/db/client.ts';
import type { BookStatus } from '../../src/generated/prisma/enums.ts';

type SeedBook = {
  title: string;
  author: string;
  year: number;
  status: BookStatus;
  rating?: number;
  notes?: string;
};

const BOOKS: SeedBook[] = [
  { title: 'The Odyssey', author: 'Homer', year: -700, status: 'planned' },
  {
    title: 'The Pillow Book',
    author: 'Sei Shōnagon',
    year: 1002,
    status: 'reading',
    notes: 'Lists of small things, best a few at a time.',
  },
  { title: 'Don Quixote', author: 'Miguel de Cervantes', year: 1605, status: 'planned' },
  {
    title: 'Pride and Prejudice',
    author: 'Jane Austen',
    year: 1813,
    status: 'finished',
    rating: 5,
    notes: 'Funnier than its reputation.',
  },
  { title: 'Emma', author: 'Jane Austen', year: 1815, status: 'planned' },
  { title: 'Frankenstein', author: 'Mary Shelley', year: 1818, status: 'finished', rating: 4 },
  { title: 'Jane Eyre', author: 'Charlotte Brontë', year: 1847, status: 'finished', rating: 4 },
  {
    title: 'Moby-Dick',
    author: 'Herman Melville',
    year: 1851,
    status: 'reading',
    notes: 'The chapters about whales are the point.',
  },
  { title: 'Madame Bovary', author: 'Gustave Flaubert', year: 1856, status: 'planned' },
  {
    title: 'Crime and Punishment',
    author: 'Fyodor Dostoevsky',
    year: 1866,
    status: 'finished',
    rating: 5,
  },
  { title: 'Middlemarch', author: 'George Eliot', year: 1871, status: 'planned' },
  { title: 'Anna Karenina', author: 'Leo Tolstoy', year: 1878, status: 'reading' },
  {
    title: 'The Picture of Dorian Gray',
    author: 'Oscar Wilde',
    year: 1890,
    status: 'finished',
    rating: 3,
  },
  { title: 'Dracula', author: 'Bram Stoker', year: 1897, status: 'finished' },
  { title: 'Ulysses', author: 'James Joyce', year: 1922, status: 'planned' },
  { title: 'Mrs Dalloway', author: 'Virginia Woolf', year: 1925, status: 'finished', rating: 5 },
  { title: 'To the Lighthouse', author: 'Virginia Woolf', year: 1927, status: 'planned' },
  { title: 'Brave New World', author: 'Aldous Huxley', year: 1932, status: 'finished', rating: 3 },
  {
    title: 'The Master and Margarita',
    author: 'Mikhail Bulgakov',
    year: 1967,
    status: 'finished',
    rating: 5,
    notes: 'Written by 1940; this is the year it came out as a book.',
  },
  { title: 'Invisible Man', author: 'Ralph Ellison', year: 1952, status: 'planned' },
  { title: 'Things Fall Apart', author: 'Chinua Achebe', year: 1958, status: 'finished' },
  {
    title: 'The Left Hand of Darkness',
    author: 'Ursula K. Le Guin',
    year: 1969,
    status: 'reading',
  },
  { title: 'Invisible Cities', author: 'Italo Calvino', year: 1972, status: 'planned' },
  { title: 'Beloved', author: 'Toni Morrison', year: 1987, status: 'planned' },
];

/** Adds the books that are missing and returns their number. It leaves what people changed. */
export async function seedBooks(prisma: PrismaClient): Promise<number> {
  const names = [...new Set(BOOKS.map(({ author }) => author))];
  await prisma.author.createMany({ data: names.map((name) => ({ name })), skipDuplicates: true });
  const authors = await prisma.author.findMany({ where: { name: { in: names } } });
  const ids = new Map(authors.map(({ id, name }) => [name, id]));
  const data = BOOKS.map(({ author, ...book }, index) => {
    const authorId = ids.get(author);
    if (!authorId) throw new Error(`The author of "${book.title}" is missing: ${author}`);
    // A day apart, so that the order of the list does not depend on the clock.
    const at = new Date(Date.UTC(2026, 0, 1 + index));
    return { ...book, authorId, createdAt: at, updatedAt: at };
  });
  const { count } = await prisma.book.createMany({ data, skipDuplicates: true });
  return count;
}
