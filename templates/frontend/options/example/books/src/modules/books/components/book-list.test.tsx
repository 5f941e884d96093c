// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { problemOf } from '@/modules/problem.ts';
import { aBook } from '../../../../test/books.ts';
import { renderWithBooks } from '../../../../test/books-render.tsx';
import { BookList } from './book-list.tsx';

const user = userEvent.setup({ delay: null });
const everything = { q: '', status: null, order: 'added' } as const;
const SECOND_ID = '0190b000-0000-7000-8000-000000000002';

describe('the list', () => {
  it('fetches the next page when asked, and stops offering it at the end', async () => {
    renderWithBooks(<BookList filter={everything} />, ({ query }) => ({
      body:
        query.get('cursor') === 'c1'
          ? { items: [aBook({ id: SECOND_ID, title: 'Romola' })], nextCursor: null }
          : { items: [aBook()], nextCursor: 'c1' },
    }));

    await user.click(await screen.findByRole('button', { name: 'Show more' }));

    expect(await screen.findByRole('link', { name: 'Romola' })).toBeDefined();
    expect(screen.getByRole('link', { name: 'Middlemarch' })).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('says that it could not be fetched, and tries again', async () => {
    let isDown = true;
    renderWithBooks(<BookList filter={everything} />, () =>
      isDown
        ? { status: 500, body: problemOf('unexpected') }
        : { body: { items: [aBook()], nextCursor: null } },
    );

    const retry = await screen.findByRole('button', { name: 'Try again' });
    isDown = false;
    await user.click(retry);

    expect(await screen.findByRole('link', { name: 'Middlemarch' })).toBeDefined();
  });

  it('tells an empty library from a search without result', async () => {
    const empty = () => ({ body: { items: [], nextCursor: null } });
    const { unmount } = renderWithBooks(<BookList filter={everything} />, empty);
    expect(await screen.findByText('Nothing on the shelf yet.')).toBeDefined();
    unmount();

    renderWithBooks(<BookList filter={{ ...everything, q: 'zz' }} />, empty);
    expect(await screen.findByText('No book matches “zz”.')).toBeDefined();
  });
});

describe('a change in the list', () => {
  it('shows at once, and is put back when the server refuses', async () => {
    let refuse = () => {};
    // The list is fetched only once, so the undo does not come from a new response.
    const answers = [{ body: { items: [aBook()], nextCursor: null } }];
    renderWithBooks(<BookList filter={everything} />, ({ method }) => {
      if (method === 'GET') return answers.pop() ?? new Promise(() => {});
      return new Promise((resolve) => {
        refuse = () => resolve({ status: 404, body: problemOf('missing') });
      });
    });
    const status = await screen.findByRole<HTMLSelectElement>('combobox', {
      name: 'Status of Middlemarch',
    });

    await user.selectOptions(status, 'finished');
    expect(status.value).toBe('finished');
    expect(screen.getByRole('group', { name: 'Rating of Middlemarch' })).toBeDefined();

    refuse();
    expect(await screen.findByText('This is no longer there.')).toBeDefined();
    expect(status.value).toBe('reading');
  });
});
