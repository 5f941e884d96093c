// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { RuleError } from '@/modules/rule-error.ts';
import { renderWithBooks } from '../../../../test/books-render.tsx';
import { NewBook } from './new-book.tsx';

const user = userEvent.setup({ delay: null });

it('shows what the server refuses beside the field, and goes there', async () => {
  const message = '“Emma” is in the library already.';
  renderWithBooks(<NewBook />, {
    create: async () => {
      throw new RuleError('conflict', [{ path: 'title', message }]);
    },
  });
  await user.type(screen.getByLabelText('Title'), 'Emma');
  await user.type(screen.getByLabelText('Author'), 'Jane Austen');
  await user.click(screen.getByRole('button', { name: 'Add to the library' }));

  expect(await screen.findByText(message)).toBeDefined();
  const title = screen.getByLabelText<HTMLInputElement>('Title');
  expect(title.getAttribute('aria-invalid')).toBe('true');
  expect(title.value).toBe('Emma');
  await waitFor(() => expect(document.activeElement).toBe(title));
});
