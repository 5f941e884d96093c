// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { reportError } from '@/report-error.ts';
import PageError from './error.tsx';

vi.mock('@/report-error.ts', () => ({ reportError: vi.fn() }));

it('reports the error, and renders the page again when asked', async () => {
  const error = new Error('down');
  const retry = vi.fn();
  render(<PageError error={error} retry={retry} />);
  expect(reportError).toHaveBeenCalledExactlyOnceWith(error);
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalledOnce();
});
