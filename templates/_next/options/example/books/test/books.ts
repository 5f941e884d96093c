import type { Book } from '@/modules/books/schema.ts';

/** A book. A test passes only the fields that it is about. */
export function aBook(details: Partial<Book> = {}): Book {
  return {
    id: '0190b000-0000-7000-8000-000000000001',
    title: 'Middlemarch',
    author: { id: '0190a000-0000-7000-8000-000000000001', name: 'George Eliot' },
    year: 1871,
    status: 'reading',
    rating: null,
    notes: '',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...details,
  };
}
