// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { aBook } from '../../../../test/books.ts';
import { BookForm } from './book-form.tsx';

const user = userEvent.setup({ delay: null });

it('hands over what was written', async () => {
  const save = vi.fn(async () => {});
  render(<BookForm submitLabel="Add" save={save} />);

  await user.type(screen.getByLabelText('Title'), ' Emma');
  await user.type(screen.getByLabelText('Author'), 'Jane Austen');
  await user.type(screen.getByLabelText('Published'), '1815');
  await user.click(screen.getByRole('radio', { name: 'Finished' }));
  await user.click(screen.getByRole('radio', { name: '4 of 5' }));
  await user.click(screen.getByRole('button', { name: 'Add' }));

  expect(save).toHaveBeenCalledWith({
    title: 'Emma',
    author: 'Jane Austen',
    year: 1815,
    status: 'finished',
    rating: 4,
    notes: '',
  });
});

it('starts from the book that is there, and can empty what it says', async () => {
  const save = vi.fn(async () => {});
  const book = aBook({ year: -700, status: 'finished', rating: 5, notes: 'Again.' });
  render(<BookForm book={book} submitLabel="Save" save={save} />);

  await user.clear(screen.getByLabelText('Notes'));
  await user.clear(screen.getByLabelText('Published'));
  await user.click(screen.getByRole('radio', { name: 'Reading' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(save).toHaveBeenCalledWith({
    title: 'Middlemarch',
    author: 'George Eliot',
    year: null,
    status: 'reading',
    rating: null,
    notes: '',
  });
});

it('sends nothing that cannot be saved, and says what is wrong with it', async () => {
  const save = vi.fn(async () => {});
  render(<BookForm submitLabel="Add" save={save} />);

  await user.type(screen.getByLabelText('Author'), 'Jane Austen');
  await user.type(screen.getByLabelText('Published'), 'MDCCCXV');
  await user.click(screen.getByRole('button', { name: 'Add' }));

  expect(save).not.toHaveBeenCalled();
  expect(describing('Title')).toBe('Fill this in');
  expect(describing('Published')).toContain('Must be a whole year');
  expect(describing('Author')).toBe('');
  expect(document.activeElement).toBe(screen.getByLabelText('Title'));
});

it('offers a rating only for a finished book', async () => {
  render(<BookForm submitLabel="Add" save={async () => {}} />);
  expect(screen.queryByRole('group', { name: 'Rating' })).toBeNull();
  await user.click(screen.getByRole('radio', { name: 'Finished' }));
  expect(screen.getByRole('group', { name: 'Rating' })).toBeDefined();
});

function describing(label: string): string {
  const ids = screen.getByLabelText(label).getAttribute('aria-describedby') ?? '';
  return ids
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');
}
