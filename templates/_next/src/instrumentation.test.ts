import { expect, it, vi } from 'vitest';
import { onRequestError } from './instrumentation.ts';
import { reportError } from './report-error.ts';

vi.mock('./report-error.ts', () => ({ reportError: vi.fn() }));

it('reports an error of the server with its request', async () => {
  const error = new Error('down');
  await onRequestError(
    error,
    { method: 'GET', path: '/', headers: {} },
    {
      routerKind: 'App Router',
      routePath: '/',
      routeType: 'render',
      renderSource: 'server-rendering',
      revalidateReason: undefined,
    },
  );
  expect(reportError).toHaveBeenCalledExactlyOnceWith(error, { method: 'GET', path: '/' });
});
