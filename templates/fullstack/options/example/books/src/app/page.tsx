import { Home } from '@/modules/books/components/home.tsx';
import { caller } from '@/trpc/server.ts';

export default async function HomePage() {
  const [counts, shelf, open, finished, waiting] = await Promise.all([
    caller.books.counts(),
    caller.books.list({ limit: 40 }),
    caller.books.list({ status: 'reading', limit: 4 }),
    caller.books.list({ status: 'finished', limit: 4 }),
    caller.books.list({ status: 'planned', limit: 4, order: 'asc' }),
  ]);
  return (
    <Home
      counts={counts}
      shelf={shelf.items}
      open={open.items}
      finished={finished.items}
      waiting={waiting.items}
    />
  );
}
