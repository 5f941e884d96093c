import type { ReactNode } from 'react';
import { Providers } from './providers.tsx';

/** The pages that read and write from the browser; the home page needs no script for its data. */
export default function BooksLayout({ children }: { children: ReactNode }) {
  return <Providers>{children}</Providers>;
}
