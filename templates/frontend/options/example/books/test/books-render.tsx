import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { ToastProvider } from '@/components/toast.tsx';
import { RouterNowhere } from './books-router.tsx';

/** The response of the server: its body, and its status if it is not 200. */
type Answer = { status?: number; body: unknown };
type Asked = { method: string; query: URLSearchParams };

/** Renders components with a server that gives the responses of the test. */
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
