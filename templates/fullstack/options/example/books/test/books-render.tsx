import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { createTRPCClient, unstable_localLink } from '@trpc/client';
import type { ReactNode } from 'react';
import * as z from 'zod';
import { ToastProvider } from '@/components/toast.tsx';
import {
  type Book,
  BookId,
  type BookPage,
  CreateBook,
  ListBooks,
  UpdateBook,
} from '@/modules/books/schema.ts';
import type { AppRouter } from '@/server/router.ts';
import { publicProcedure, router } from '@/server/trpc.ts';
import { TRPCProvider } from '@/trpc/client.ts';
import { RouterNowhere } from './books-router.tsx';
import { contextOf } from './context.ts';

type Answers = {
  list?: (cursor: string | undefined) => Promise<BookPage>;
  create?: () => Promise<Book>;
  update?: () => Promise<Book>;
};

/** Renders components with a server whose procedures give the answers of the test. */
export function renderWithBooks(children: ReactNode, answers: Answers = {}) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const trpcClient = createTRPCClient<AppRouter>({
    links: [
      unstable_localLink({ router: routerOf(answers), createContext: async () => contextOf() }),
    ],
  });
  return render(
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        <RouterNowhere>
          <ToastProvider>{children}</ToastProvider>
        </RouterNowhere>
      </TRPCProvider>
    </QueryClientProvider>,
  );
}

function routerOf({ list = unexpected, create = unexpected, update = unexpected }: Answers) {
  return router({
    books: router({
      list: publicProcedure
        .input(z.object(ListBooks.shape))
        .query(({ input }) => list(input.cursor)),
      counts: publicProcedure.query(async () => ({ planned: 0, reading: 1, finished: 0 })),
      get: publicProcedure.input(BookId).query(unexpected<Book>),
      create: publicProcedure.input(CreateBook).mutation(create),
      update: publicProcedure.input(BookId.extend({ changes: UpdateBook })).mutation(update),
      remove: publicProcedure.input(BookId).mutation(unexpected<void>),
    }),
  });
}

async function unexpected<Result>(): Promise<Result> {
  throw new Error('The test did not expect this call.');
}
