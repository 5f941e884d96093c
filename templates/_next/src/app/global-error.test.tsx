// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { reportError } from '@/report-error.ts';
import GlobalError from './global-error.tsx';

vi.mock('@/report-error.ts', () => ({ reportError: vi.fn() }));
vi.mock('./fonts.ts', () => ({ fonts: '' }));

it('reports the error in a document of its own, and renders the site again when asked', async () => {
  const error = new Error('down');
  const retry = vi.fn();
  render(<GlobalError error={error} retry={retry} />, { container: document });
  expect(reportError).toHaveBeenCalledExactlyOnceWith(error);
  expect(document.title).toBe('Something went wrong');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalledOnce();
});
