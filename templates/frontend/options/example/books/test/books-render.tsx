import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { ToastProvider } from '@/components/toast.tsx';
import { RouterNowhere } from './books-router.tsx';

/** What the server answers, and with which status when it is not 200. */
type Answer = { status?: number; body: unknown };
type Asked = { method: string; query: URLSearchParams };

/** Renders a part of the feature over a server that answers what the test says. */
export function renderWithBooks(
  children: ReactNode,
  answer: (asked: Asked) => Answer | Promise<Answer>,
) {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (address, { method = 'GET' } = {}) => {
    const { searchParams: query } = new URL(String(address), 'http://localhost');
    const { status = 200, body } = await answer({ method, query });
    return Response.json(body, { status });
  });
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <QueryClientProvider client={queryClient}>
      <RouterNowhere>
        <ToastProvider>{children}</ToastProvider>
      </RouterNowhere>
    </QueryClientProvider>,
  );
}
