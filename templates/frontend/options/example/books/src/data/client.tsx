'use client';

import type { ReactNode } from 'react';
import { BookDataProvider } from '@/modules/books/data-context.tsx';
import { createBookData } from './book-data.ts';
import { httpBooks } from './http.ts';

const bookData = createBookData(httpBooks);

/** Gives the components below the books of this application's own API. */
export function DataProvider({ children }: { children: ReactNode }) {
  return <BookDataProvider value={bookData}>{children}</BookDataProvider>;
}
