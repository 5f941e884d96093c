import type { Seed } from '../seed-all.ts';
import { seedBooks } from './books.ts';

/** The example data of each feature. The seeds run in this order. */
export const seeds: Record<string, Seed> = {
  // One line for each feature.
  books: seedBooks,
};
