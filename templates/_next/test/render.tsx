import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { ToastProvider } from '@/components/toast.tsx';
import { makeQueryClient } from '@/query-client.ts';

/** Renders components with the providers of the root layout: a new query cache, and toasts. */
export function renderWithProviders(children: ReactNode) {
  const queryClient = makeQueryClient();
  return render(children, {
    wrapper: ({ children }) => (
      <QueryClientProvider client={queryClient}>
        <ToastProvider>{children}</ToastProvider>
      </QueryClientProvider>
    ),
  });
}
