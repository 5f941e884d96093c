import type { BookData, Problem } from '@/modules/books/data.ts';
import type { Book, BookPage } from '@/modules/books/schema.ts';

/** A book with only those details that a test is about. */
export function aBook(details: Partial<Book> = {}): Book {
  return {
    id: 'b1',
    title: 'Middlemarch',
    author: { id: 'a1', name: 'George Eliot' },
    year: 1871,
    status: 'reading',
    rating: null,
    notes: '',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...details,
  };
}

/** What a fake server answers with when it refuses. */
export class FakeRefusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

type Answers = {
  list?: (cursor: string | null) => Promise<BookPage>;
  update?: (id: string) => Promise<Book>;
};

/** The seam of the slice without anything behind it: a test says what is answered. */
export function fakeBookData(answers: Answers = {}): BookData {
  const notExpected = () => Promise.reject(new Error('The test did not expect this question.'));
  return {
    key: ['books'],
    list: (filter) => ({
      queryKey: ['books', 'list', filter],
      queryFn: ({ pageParam }) => (answers.list ?? notExpected)(pageParam),
      initialPageParam: null,
      getNextPageParam: (page) => page.nextCursor,
      retry: false,
    }),
    counts: () => ({
      queryKey: ['books', 'counts'],
      queryFn: async () => ({ planned: 0, reading: 1, finished: 0 }),
    }),
    create: () => ({ mutationFn: notExpected }),
    update: () => ({ mutationFn: ({ id }) => (answers.update ?? notExpected)(id) }),
    remove: () => ({ mutationFn: notExpected }),
    problem: (error) =>
      error instanceof FakeRefusal
        ? error.problem
        : { kind: 'unexpected', message: 'That did not work.', fields: {} },
  };
}
