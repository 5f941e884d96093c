// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { renderWithProviders } from '../../test/render.tsx';
import { RemoveSection } from './remove-section.tsx';

const words = { label: 'Remove this note', title: 'Remove “Milk”?', text: 'It cannot be undone.' };

it('removes only after a confirmation', async () => {
  const remove = vi.fn(async () => {});
  renderWithProviders(<RemoveSection {...words} remove={remove} />);
  await userEvent.click(screen.getByRole('button', { name: words.label }));
  const dialog = screen.getByRole('dialog', { name: words.title });
  await userEvent.click(screen.getByRole('button', { name: 'Keep it' }));
  expect([dialog.hasAttribute('open'), remove.mock.calls.length]).toEqual([false, 0]);

  await userEvent.click(screen.getByRole('button', { name: words.label }));
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
  expect(remove).toHaveBeenCalledOnce();
});

it('says why it could not be removed, and offers it again', async () => {
  const remove = async () => {
    throw new Error('down');
  };
  renderWithProviders(<RemoveSection {...words} remove={remove} />);
  await userEvent.click(screen.getByRole('button', { name: words.label }));
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
  expect(await screen.findByText('That did not work. Try again in a moment.')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: words.label }));
  expect(screen.getByRole('button', { name: 'Remove' }).hasAttribute('disabled')).toBe(false);
});
