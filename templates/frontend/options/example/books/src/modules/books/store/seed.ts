import type { Book } from '../schema.ts';

type Row = Pick<Book, 'title' | 'year' | 'status'> & {
  author: string;
  rating?: number;
  notes?: string;
};

/** The books in the store when the server starts, oldest entry first. */
const rows: readonly Row[] = [
  {
    title: 'The Odyssey',
    author: 'Homer',
    year: -700,
    status: 'finished',
    rating: 5,
    notes: 'Read aloud, a book an evening, the whole winter.',
  },
  { title: 'Meditations', author: 'Marcus Aurelius', year: 180, status: 'planned' },
  {
    title: 'Don Quixote',
    author: 'Miguel de Cervantes',
    year: 1605,
    status: 'planned',
    notes: 'Both parts, this time.',
  },
  {
    title: 'Pride and Prejudice',
    author: 'Jane Austen',
    year: 1813,
    status: 'finished',
    rating: 5,
    notes: 'Funnier at every reading.',
  },
  { title: 'Frankenstein', author: 'Mary Shelley', year: 1818, status: 'finished', rating: 4 },
  {
    title: 'Moby-Dick',
    author: 'Herman Melville',
    year: 1851,
    status: 'reading',
    notes: 'Somewhere between the whale and the classification of whales.',
  },
  { title: 'Walden', author: 'Henry David Thoreau', year: 1854, status: 'planned' },
  {
    title: 'Great Expectations',
    author: 'Charles Dickens',
    year: 1861,
    status: 'finished',
    rating: 4,
  },
  {
    title: 'Middlemarch',
    author: 'George Eliot',
    year: 1871,
    status: 'reading',
    notes: 'A chapter with coffee, before anything else.',
  },
  { title: 'Anna Karenina', author: 'Leo Tolstoy', year: 1878, status: 'planned' },
  {
    title: 'The Picture of Dorian Gray',
    author: 'Oscar Wilde',
    year: 1890,
    status: 'finished',
    rating: 4,
  },
  { title: 'Kokoro', author: 'Natsume Sōseki', year: 1914, status: 'planned' },
  {
    title: 'The Age of Innocence',
    author: 'Edith Wharton',
    year: 1920,
    status: 'finished',
    rating: 5,
    notes: 'The last page undoes you.',
  },
  { title: 'Mrs Dalloway', author: 'Virginia Woolf', year: 1925, status: 'finished', rating: 5 },
  { title: 'To the Lighthouse', author: 'Virginia Woolf', year: 1927, status: 'planned' },
  {
    title: 'Their Eyes Were Watching God',
    author: 'Zora Neale Hurston',
    year: 1937,
    status: 'reading',
  },
  {
    title: 'Ficciones',
    author: 'Jorge Luis Borges',
    year: 1944,
    status: 'finished',
    rating: 5,
    notes: 'Start with “The Library of Babel”.',
  },
  { title: 'Invisible Man', author: 'Ralph Ellison', year: 1952, status: 'planned' },
  {
    title: 'Things Fall Apart',
    author: 'Chinua Achebe',
    year: 1958,
    status: 'finished',
    rating: 4,
  },
  {
    title: 'The Leopard',
    author: 'Giuseppe Tomasi di Lampedusa',
    year: 1958,
    status: 'planned',
    notes: 'Recommended by everyone who has been to Palermo.',
  },
  { title: 'Wide Sargasso Sea', author: 'Jean Rhys', year: 1966, status: 'finished', rating: 3 },
  {
    title: 'One Hundred Years of Solitude',
    author: 'Gabriel García Márquez',
    year: 1967,
    status: 'planned',
  },
  {
    title: 'Invisible Cities',
    author: 'Italo Calvino',
    year: 1972,
    status: 'reading',
    notes: 'One city at a time; no hurry.',
  },
  { title: 'Beloved', author: 'Toni Morrison', year: 1987, status: 'planned' },
];

const authors = [...new Set(rows.map((row) => row.author))];

export const seed: readonly Book[] = rows.map(({ author, rating, notes, ...row }, index) => {
  const createdAt = new Date(Date.UTC(2026, 0, 5 + index * 3, 19)).toISOString();
  return {
    id: uuid('b', index),
    ...row,
    author: { id: uuid('a', authors.indexOf(author)), name: author },
    rating: rating ?? null,
    notes: notes ?? '',
    createdAt,
    updatedAt: createdAt,
  };
});

/** A fixed identifier, so that addresses survive a restart. */
function uuid(kind: 'a' | 'b', index: number): string {
  return `0190${kind}000-0000-7000-8000-${String(index + 1).padStart(12, '0')}`;
}
