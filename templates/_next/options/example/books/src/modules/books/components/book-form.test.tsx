// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { BookForm } from './book-form.tsx';

it('hands over what was written', async () => {
  const onSubmit = vi.fn();
  render(<BookForm submitLabel="Add" isSaving={false} problem={null} onSubmit={onSubmit} />);

  await userEvent.type(screen.getByLabelText('Title'), 'Emma');
  await userEvent.type(screen.getByLabelText('Author'), 'Jane Austen');
  await userEvent.type(screen.getByLabelText('Published'), '1815');
  await userEvent.click(screen.getByRole('radio', { name: 'Finished' }));
  await userEvent.click(screen.getByRole('radio', { name: '4 of 5' }));
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));

  expect(onSubmit).toHaveBeenCalledWith({
    title: 'Emma',
    author: 'Jane Austen',
    year: 1815,
    status: 'finished',
    rating: 4,
    notes: '',
  });
});

it('shows what the server refused beside the field, and goes there', () => {
  const message = '“Emma” is already in the library.';
  render(
    <BookForm
      submitLabel="Add"
      isSaving={false}
      problem={{ kind: 'conflict', message, fields: { title: message } }}
      onSubmit={() => {}}
    />,
  );

  const title = screen.getByLabelText('Title');
  expect(title.getAttribute('aria-invalid')).toBe('true');
  const described = document.getElementById(title.getAttribute('aria-describedby') ?? '');
  expect(described?.textContent).toBe(message);
  expect(document.activeElement).toBe(title);
});

it('offers a rating only for a finished book', async () => {
  render(<BookForm submitLabel="Add" isSaving={false} problem={null} onSubmit={() => {}} />);
  expect(screen.queryByRole('group', { name: 'Rating' })).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: 'Finished' }));
  expect(screen.getByRole('group', { name: 'Rating' })).toBeDefined();
});
