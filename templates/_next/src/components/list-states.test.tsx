// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { FormError } from './form-error.tsx';
import { ListEmpty, ListError, ListLoading } from './list-states.tsx';

it('a list that is being fetched says so to those who do not see it', () => {
  render(<ListLoading label="Fetching the notes" />);
  expect(screen.getByRole('status').textContent).toBe('Fetching the notes');
});

it('an empty list says why, and what can be done', () => {
  render(
    <ListEmpty title="No notes yet" text="Write the first one.">
      <a href="/notes/new">Write a note</a>
    </ListEmpty>,
  );
  expect(screen.getByRole('heading', { name: 'No notes yet' })).toBeDefined();
  expect(screen.getByRole('link', { name: 'Write a note' })).toBeDefined();
});

it('a list that could not be fetched can be tried again', async () => {
  const onRetry = vi.fn();
  render(<ListError title="The notes could not be fetched." onRetry={onRetry} />);
  expect(screen.getByRole('alert').textContent).toContain('The notes could not be fetched.');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(onRetry).toHaveBeenCalledOnce();
});

it('a form error is an alert, and nothing when there is none', () => {
  const { container, rerender } = render(<FormError message={undefined} />);
  expect(container.innerHTML).toBe('');
  rerender(<FormError message="This was changed by someone else." />);
  expect(screen.getByRole('alert').textContent).toBe('This was changed by someone else.');
});
