// @vitest-environment happy-dom
import { render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { reportError } from '@/report-error.ts';
import GlobalError from './global-error.tsx';

vi.mock('@/report-error.ts', () => ({ reportError: vi.fn() }));
vi.mock('./fonts.ts', () => ({ fonts: '' }));

it('reports the error, and is a document of its own', () => {
  const error = new Error('down');
  render(<GlobalError error={error} retry={() => {}} />, { container: document });
  expect(reportError).toHaveBeenCalledExactlyOnceWith(error);
  expect(document.title).toBe('Something went wrong');
});
