'use client';

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { makeQueryClient } from '@/query-client.ts';

let browserClient: QueryClient | undefined;

/** A new cache for each request that is rendered on the server, and one that lasts in the browser. */
function queryClientHere(): QueryClient {
  if (typeof window === 'undefined') return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

/** What client components find above them, on every page. */
export function Providers({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queryClientHere()}>{children}</QueryClientProvider>;
}
