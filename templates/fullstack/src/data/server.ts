import { TRPCError } from '@trpc/server';
import { headers } from 'next/headers';
import { cache } from 'react';
import type { BookReader } from '@/modules/books/data.ts';
import { createContext } from '@/server/context.ts';
import { createCaller } from '@/server/router.ts';

/** Once per request, however many components ask. */
export const context = cache(async () => createContext({ headers: await headers() }));

/** Calls procedures in process, from server components. */
const caller = createCaller(context);

/** What server components read. */
export const books: BookReader = {
  list: (query) => caller.books.list(query),
  counts: () => caller.books.counts(),
  get: async (id) => {
    try {
      return await caller.books.get({ id });
    } catch (error) {
      // No such book, or an address that could never be one.
      if (error instanceof TRPCError && ['NOT_FOUND', 'BAD_REQUEST'].includes(error.code))
        return null;
      throw error;
    }
  },
};
