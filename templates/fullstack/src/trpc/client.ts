'use client';

import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '@/server/router.ts';

/** `useTRPC` gives a client component the typed API, as options for TanStack Query. */
export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
