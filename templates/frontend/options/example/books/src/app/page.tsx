import { Home } from '@/modules/books/components/home.tsx';
import { bookStore } from '@/modules/books/store/store.ts';

export default function HomePage() {
  const books = bookStore();
  return (
    <Home
      counts={books.counts()}
      shelf={books.list({ limit: 40 }).items}
      open={books.list({ status: 'reading', limit: 4 }).items}
      finished={books.list({ status: 'finished', limit: 4 }).items}
      waiting={books.list({ status: 'planned', limit: 4, order: 'asc' }).items}
    />
  );
}
