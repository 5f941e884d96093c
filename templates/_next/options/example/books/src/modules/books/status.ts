import type { Book } from './schema.ts';

export type Status = Book['status'];

/** The statuses of a book, in the order in which it has them. */
export const STATUSES = ['planned', 'reading', 'finished'] as const satisfies readonly Status[];

export const STATUS_LABELS: Record<Status, string> = {
  planned: 'To read',
  reading: 'Reading',
  finished: 'Finished',
};

/** How many books there are of each status. */
export type BookCounts = Record<Status, number>;

export function totalOf({ planned, reading, finished }: BookCounts): number {
  return planned + reading + finished;
}
