// @vitest-environment happy-dom
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { Combobox, type Search } from './combobox.tsx';

const user = userEvent.setup({ delay: null });
const fruits = ['Apple', 'Banana', 'Cherry'].map((label) => ({ id: label[0] ?? '', label }));
const search = vi.fn<Search>();
const input = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Fruit' });
const sent = () => document.querySelector<HTMLInputElement>('input[name=fruit]')?.value;
const names = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);
const offers = (...labels: string[]) => waitFor(() => expect(names()).toEqual(labels));
const says = (text: string) =>
  waitFor(() => expect(screen.getByRole('status').textContent).toBe(text));

beforeEach(() => {
  search.mockReset().mockImplementation(async (text) => {
    return fruits.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
  });
});

function show(defaultOption?: (typeof fruits)[number]) {
  render(
    <Combobox id="f" name="fruit" label="Fruit" search={search} defaultOption={defaultOption} />,
  );
}

it('finds as people type, and sends the id of what they click', async () => {
  show();
  expect([sent(), names()]).toEqual(['', []]);
  await user.click(input());
  await offers('Apple', 'Banana', 'Cherry');
  await user.type(input(), 'an');
  await offers('Banana');
  await user.click(screen.getByRole('option', { name: 'Banana' }));
  expect([input().value, sent(), names()]).toEqual(['Banana', 'B', []]);
});

it('is used with the keyboard alone', async () => {
  show();
  await user.tab();
  await user.keyboard('{ArrowDown}');
  await offers('Apple', 'Banana', 'Cherry');
  await user.keyboard('{ArrowDown}{ArrowDown}');
  const active = input().getAttribute('aria-activedescendant') ?? '';
  expect(document.getElementById(active)?.textContent).toBe('Banana');
  await user.keyboard('{ArrowUp}{ArrowUp}{Enter}');
  expect([input().value, sent(), names()]).toEqual(['Cherry', 'C', []]);
  await user.clear(input());
  await user.keyboard('app');
  await offers('Apple');
  await user.keyboard('{Enter}');
  expect(sent()).toBe('A');
});

it('goes back to what was chosen with Escape, or when someone leaves the field', async () => {
  show(fruits[0]);
  expect([input().value, sent()]).toEqual(['Apple', 'A']);
  await user.click(input());
  await user.keyboard('ban{Escape}');
  expect([input().value, sent(), names()]).toEqual(['Apple', 'A', []]);
  await user.click(input());
  await user.keyboard('ban');
  await user.tab();
  expect([input().value, sent(), names()]).toEqual(['Apple', 'A', []]);
});

it('has no choice once the field is empty', async () => {
  show(fruits[0]);
  await user.clear(input());
  await user.tab();
  expect([input().value, sent()]).toEqual(['', '']);
});

it('says when nothing is found, and when the list cannot be loaded', async () => {
  show();
  await user.type(input(), 'kiwi');
  await says('Nothing found.');
  search.mockRejectedValue(new Error('offline'));
  await user.type(input(), 's');
  await says('The list could not be loaded.');
});

it('shows no answer that comes too late', async () => {
  let answer = (_: typeof fruits) => {};
  show();
  search.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  await user.click(input());
  await user.type(input(), 'an');
  await offers('Banana');
  answer(fruits);
  await Promise.resolve();
  expect(names()).toEqual(['Banana']);
});
