'use client';

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { DataProvider } from '@/data/client.tsx';
import { makeQueryClient } from '@/query-client.ts';

let browserClient: QueryClient | undefined;

/** A new cache for each request that is rendered on the server, and one that lasts in the browser. */
function queryClient(): QueryClient {
  if (typeof window === 'undefined') return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient()}>
      <DataProvider>{children}</DataProvider>
    </QueryClientProvider>
  );
}
