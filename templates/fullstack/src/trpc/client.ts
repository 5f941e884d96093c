'use client';

import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '@/server/router.ts';

/** `useTRPC` gives a client component the whole typed API, as options for TanStack Query. */
export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
