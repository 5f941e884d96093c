// @vitest-environment happy-dom
import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { ToastProvider, useNotify } from './toast.tsx';

beforeEach(() => {
  // user-event waits for the real clock as well.
  vi.useFakeTimers({ shouldAdvanceTime: true });
  onTestFinished(() => {
    vi.useRealTimers();
  });
});

it('shows several messages at once, each for six seconds', () => {
  renderNotifier();
  say('Saved.');
  pass(4000);
  say('Removed.');
  expect(shown()).toEqual(['Saved.', 'Removed.']);

  pass(2000);
  expect(shown()).toEqual(['Removed.']);
  pass(4000);
  expect(shown()).toEqual([]);
});

it('keeps all messages while the pointer is on one of them', () => {
  renderNotifier();
  say('Saved.');
  say('Removed.');
  fireEvent.pointerMove(screen.getByText('Saved.'));
  pass(60_000);
  expect(shown()).toEqual(['Saved.', 'Removed.']);

  fireEvent.pointerLeave(screen.getByRole('status'));
  pass(6000);
  expect(shown()).toEqual([]);
});

it('keeps all messages while the focus is on one of them', () => {
  renderNotifier();
  say('Saved.');
  act(() => screen.getByRole('button', { name: 'Dismiss' }).focus());
  pass(60_000);
  expect(shown()).toEqual(['Saved.']);

  act(() => screen.getByRole('button', { name: 'Say' }).focus());
  pass(6000);
  expect(shown()).toEqual([]);
});

it('the keyboard dismisses messages, and the focus goes back to where it was', async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  renderNotifier();
  say('Saved.');
  say('Removed.');
  await user.tab();
  await user.tab();

  await user.keyboard('{Enter}');
  expect(shown()).toEqual(['Removed.']);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Dismiss' }));

  await user.keyboard('{Escape}');
  expect(shown()).toEqual([]);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Say' }));
});

it('has the live region in the document before there is a message', () => {
  renderNotifier();
  expect(screen.getByRole('status').textContent).toBe('');
});

let text = '';

function renderNotifier() {
  render(
    <ToastProvider>
      <Notifier />
    </ToastProvider>,
  );
}

function Notifier() {
  const notify = useNotify();
  return (
    <button type="button" onClick={() => notify(text)}>
      Say
    </button>
  );
}

function say(message: string) {
  text = message;
  fireEvent.click(screen.getByRole('button', { name: 'Say' }));
}

function pass(milliseconds: number) {
  act(() => vi.advanceTimersByTime(milliseconds));
}

function shown() {
  return [...screen.getByRole('status').querySelectorAll('p')].map((one) => one.textContent);
}
