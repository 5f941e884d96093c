import { QueryClient } from '@tanstack/react-query';

/** A cache of fetched data: one for each request on the server, one for the whole visit in the browser. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Above zero, so that the browser does not fetch again what the server has just rendered.
        staleTime: 30_000,
        // Only the browser retries, so that the server sends the page without delay.
        retry: typeof window === 'undefined' ? 0 : 1,
      },
    },
  });
}

let browserClient: QueryClient | undefined;

/** A new cache for each request on the server, and one for the whole visit in the browser. */
export function queryClientHere(): QueryClient {
  if (typeof window === 'undefined') return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}
