import type { Problem } from '@/modules/books/data.ts';
import { problemOf } from '@/modules/books/problem.ts';
import type { BookApi } from './book-api.ts';

/** What the server answered instead of doing what it was asked. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** The books over this application's own route handlers. */
export const httpBooks: BookApi = {
  list: (query) => request(`/api/books?${searchParams(query)}`),
  counts: () => request('/api/books/counts'),
  create: (book) => request('/api/books', 'POST', book),
  update: ({ id, changes }) => request(`/api/books/${id}`, 'PATCH', changes),
  remove: ({ id }) => request(`/api/books/${id}`, 'DELETE'),
};

async function request<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
  if (response.ok) return response.json();
  // Not every answer is ours: something in between may have failed in a language of its own.
  throw new Refusal(await response.json().catch(() => problemOf('unexpected')));
}

function searchParams(query: Record<string, unknown>): URLSearchParams {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}
