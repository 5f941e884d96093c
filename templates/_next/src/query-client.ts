import { QueryClient } from '@tanstack/react-query';

/** A cache of what was asked: one per request on the server, one for the whole visit in the browser. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Above zero, so that what the server has just rendered is not fetched again on arrival.
        staleTime: 30_000,
        // The server lets the browser try again: nobody waits there for a page that shows it anyway.
        retry: typeof window === 'undefined' ? 0 : 1,
      },
    },
  });
}
