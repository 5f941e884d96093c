import { useSyncExternalStore } from 'react';

/**
 * False on the server and until React has hydrated the page. What a person types before that is lost, so a form stays
 * disabled until then.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}

function neverChanges() {
  return () => {};
}
