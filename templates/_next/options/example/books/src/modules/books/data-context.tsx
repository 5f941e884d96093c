'use client';

import { createContext, use } from 'react';
import type { BookData } from './data.ts';

const BookDataContext = createContext<BookData | null>(null);

export const BookDataProvider = BookDataContext;

/** The data of the slice, from whichever provider stands above: the application's, or a test's. */
export function useBookData(): BookData {
  const data = use(BookDataContext);
  if (!data) throw new Error('useBookData needs a <BookDataProvider> above it.');
  return data;
}
