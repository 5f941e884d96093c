// @vitest-environment happy-dom
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import type { BookFilter } from '../filter.ts';
import { LibraryFilters } from './library-filters.tsx';

const user = userEvent.setup({ delay: null });
const everything: BookFilter = { q: '', status: null, order: 'added' };
const counts = { planned: 1, reading: 2, finished: 3 };

afterEach(() => window.history.replaceState(null, '', '/'));

function address() {
  return window.location.pathname + window.location.search;
}

it('puts what is searched for into the address, once the typing pauses', async () => {
  render(<LibraryFilters filter={everything} counts={counts} />);
  await user.type(screen.getByRole('searchbox'), 'woolf');
  await waitFor(() => expect(address()).toBe('/books?q=woolf'));
});

it('keeps the rest of the filter when one part of it changes', async () => {
  const filter: BookFilter = { q: 'woolf', status: 'finished', order: 'added' };
  render(<LibraryFilters filter={filter} counts={counts} />);
  await user.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'oldest');
  expect(address()).toBe('/books?q=woolf&status=finished&order=oldest');
});

it('shows the words of an address that one goes back to', () => {
  const { rerender } = render(
    <LibraryFilters filter={{ ...everything, q: 'woolf' }} counts={counts} />,
  );
  rerender(<LibraryFilters filter={everything} counts={counts} />);
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
});

it('says how many books there are of each status', () => {
  render(<LibraryFilters filter={everything} counts={counts} />);
  expect(screen.getByRole('link', { name: 'All 6' }).getAttribute('aria-current')).toBe('page');
  expect(screen.getByRole('link', { name: 'Finished 3' })).toBeDefined();
});
