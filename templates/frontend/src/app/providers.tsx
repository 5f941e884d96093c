'use client';

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { makeQueryClient } from '@/query-client.ts';

let browserClient: QueryClient | undefined;

/** A new cache for each request on the server, and one for the whole visit in the browser. */
function queryClientHere(): QueryClient {
  if (typeof window === 'undefined') return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

/** The providers of every page, for client components. */
export function Providers({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queryClientHere()}>{children}</QueryClientProvider>;
}
