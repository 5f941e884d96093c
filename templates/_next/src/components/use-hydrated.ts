import { useSyncExternalStore } from 'react';

/**
 * False on the server and until the page answers to input. What a person types before that is lost when React takes
 * over, so a form stays disabled until then.
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
