import {
  AppRouterContext,
  type AppRouterInstance,
} from 'next/dist/shared/lib/app-router-context.shared-runtime';
import type { ReactNode } from 'react';

const nowhere: AppRouterInstance = {
  back: () => {},
  forward: () => {},
  refresh: () => {},
  push: () => {},
  replace: () => {},
  prefetch: () => {},
  bfcacheId: '',
};

/** Gives the components of a test a router that does nothing. */
export function RouterNowhere({ children }: { children: ReactNode }) {
  return <AppRouterContext value={nowhere}>{children}</AppRouterContext>;
}
