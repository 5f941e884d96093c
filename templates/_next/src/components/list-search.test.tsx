// @vitest-environment happy-dom
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { ListSearch } from './list-search.tsx';

beforeEach(() => window.history.replaceState(null, '', '/notes?order=title'));

it('puts what is typed into the address, and keeps the rest of it', async () => {
  render(<ListSearch label="Search notes" q="" />);
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search notes' }), ' milk ');
  await waitFor(() => expect(window.location.search).toBe('?order=title&q=milk'));
  await userEvent.clear(screen.getByRole('searchbox'));
  await waitFor(() => expect(window.location.search).toBe('?order=title'));
});

it('puts it there at once when someone leaves the field', async () => {
  render(<ListSearch label="Search notes" q="" />);
  await userEvent.type(screen.getByRole('searchbox'), 'milk');
  await userEvent.tab();
  expect(window.location.search).toBe('?order=title&q=milk');
});

it('shows the words of the address when they change, but not while someone types', async () => {
  const { rerender } = render(<ListSearch label="Search notes" q="milk" />);
  const input = screen.getByRole<HTMLInputElement>('searchbox');
  rerender(<ListSearch label="Search notes" q="bread" />);
  expect(input.value).toBe('bread');
  await userEvent.click(input);
  rerender(<ListSearch label="Search notes" q="tea" />);
  expect(input.value).toBe('bread');
});
