// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { ThemeToggle } from './theme-toggle.tsx';

it('goes round the themes and remembers the choice', async () => {
  render(<ThemeToggle initial="system" />);
  await userEvent.click(screen.getByRole('button', { name: /Switch to light/ }));
  expect(document.documentElement.dataset.theme).toBe('light');
  await userEvent.click(screen.getByRole('button', { name: /Switch to dark/ }));
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(document.cookie).toContain('theme=dark');
});
