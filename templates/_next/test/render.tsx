import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { ToastProvider } from '@/components/toast.tsx';
import type { BookData } from '@/modules/books/data.ts';
import { BookDataProvider } from '@/modules/books/data-context.tsx';
import { makeQueryClient } from '@/query-client.ts';

/** Renders a part of the slice as the application does, over the data a test brings. */
export function renderWithBooks(children: ReactNode, data: BookData) {
  return render(
    <QueryClientProvider client={makeQueryClient()}>
      <BookDataProvider value={data}>
        <ToastProvider>{children}</ToastProvider>
      </BookDataProvider>
    </QueryClientProvider>,
  );
}
