import { Home } from '@/modules/books/components/home.tsx';
import { bookStore } from '@/modules/books/store/store.ts';

export default async function HomePage() {
  const books = bookStore();
  const [counts, shelf, open, finished, waiting] = await Promise.all([
    books.counts(),
    books.list({ limit: 40 }),
    books.list({ status: 'reading', limit: 4 }),
    books.list({ status: 'finished', limit: 4 }),
    books.list({ status: 'planned', limit: 4, order: 'asc' }),
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
