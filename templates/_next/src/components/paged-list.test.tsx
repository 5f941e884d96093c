// @vitest-environment happy-dom
import { useInfiniteQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { renderWithProviders } from '../../test/render.tsx';
import { PagedList } from './paged-list.tsx';

type Page = { items: string[]; nextCursor: string | null };

function Notes({ fetchPage }: { fetchPage: (cursor: string) => Promise<Page> }) {
  const list = useInfiniteQuery({
    queryKey: ['notes'],
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: '',
    getNextPageParam: (page: Page) => page.nextCursor,
    retry: false,
  });
  return (
    <PagedList list={list} nouns="notes" empty={<p>No notes yet</p>}>
      {(notes) => notes.map((note) => <p key={note}>{note}</p>)}
    </PagedList>
  );
}

it('fetches the next page when asked, and stops offering it at the end', async () => {
  renderWithProviders(
    <Notes
      fetchPage={async (cursor) =>
        cursor === 'c1'
          ? { items: ['Bread'], nextCursor: null }
          : { items: ['Milk'], nextCursor: 'c1' }
      }
    />,
  );
  expect(screen.getByText('Fetching the notes')).toBeDefined();
  await userEvent.click(await screen.findByRole('button', { name: 'Show more' }));
  expect(await screen.findByText('Bread')).toBeDefined();
  expect(screen.getByText('Milk')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});

it('says that it could not be fetched, and tries again', async () => {
  let isDown = true;
  renderWithProviders(
    <Notes
      fetchPage={async () => {
        if (isDown) throw new Error('down');
        return { items: [], nextCursor: null };
      }}
    />,
  );
  expect(await screen.findByText('The notes could not be fetched.')).toBeDefined();
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('No notes yet')).toBeDefined();
});
