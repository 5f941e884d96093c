'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryClientHere } from '@/query-client.ts';

/** The providers of every page, for client components. */
export function Providers({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queryClientHere()}>{children}</QueryClientProvider>;
}
